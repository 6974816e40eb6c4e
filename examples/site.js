// The demo site: sign in, my projects, one project. A real site puts these three elements where it wants them.
import {server} from '/server.js';

const page = document.body;

function show(element) {
  page.replaceChildren(element);
}

function create(name, attributes) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function openRoute() {
  const route = new URLSearchParams(location.hash.slice(1));
  const project = route.get('project');
  if (project) {
    const attributes = {server, project};
    const firstMessage = sessionStorage.getItem(`first-message ${project}`);
    if (firstMessage) {
      sessionStorage.removeItem(`first-message ${project}`);
      attributes['first-message'] = firstMessage;
    }
    show(create('codecraft-workspace', attributes));
  } else if (route.has('sign-in')) {
    show(create('codecraft-sign-in', {server, 'standalone-href': 'docs-page/'}));
  } else {
    show(create('codecraft-projects', {server}));
  }
}

addEventListener('hashchange', openRoute);
addEventListener('codecraft-signed-in', () => {
  location.hash = '';
  openRoute();
});
addEventListener('codecraft-signed-out', () => {
  location.hash = 'sign-in';
});
addEventListener('codecraft-projects-open', () => {
  location.hash = '';
});
addEventListener('codecraft-project-open', ({projectId, firstMessage}) => {
  if (firstMessage) sessionStorage.setItem(`first-message ${projectId}`, firstMessage);
  location.hash = `project=${projectId}`;
});
openRoute();
