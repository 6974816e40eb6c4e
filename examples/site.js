// One tag is the whole site: sign in, my projects, a project. This page only keeps the project in its address,
// and hands on what a link that invites says there.
import {server} from '/server.js';

const workspace = document.createElement('codecraft-workspace');
workspace.setAttribute('server', server);
workspace.setAttribute('standalone-href', 'alone/');

function followAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  workspace.setAttribute('project', address.get('project') ?? '');
  workspace.setAttribute('join', address.get('join') ?? '');
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
