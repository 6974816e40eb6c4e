// One tag is the whole site: sign in, my projects, a project. This page only keeps the project in its address.
import {server} from '/server.js';

const workspace = document.createElement('codecraft-workspace');
workspace.setAttribute('server', server);
workspace.setAttribute('standalone-href', 'alone/');

function followAddress() {
  const project = new URLSearchParams(location.hash.slice(1)).get('project') ?? '';
  workspace.setAttribute('project', project);
}

workspace.addEventListener('codecraft-project-open', (event) => {
  event.preventDefault();
  workspace.setAttribute('first-message', event.firstMessage ?? '');
  location.hash = `project=${event.projectId}`;
});

workspace.addEventListener('codecraft-projects-open', (event) => {
  event.preventDefault();
  location.hash = '';
});

addEventListener('hashchange', followAddress);
followAddress();
document.body.replaceChildren(workspace);
