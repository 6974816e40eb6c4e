import type {InstallProgress} from '@codecraft/core/runtime';
import {html, nothing, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';
import {byteSize} from '../internal/byte-size.js';
import {icon} from '../internal/icon.js';

/** The packages being fetched, counted. Null while it is not known which they are. */
export function installList(progress: InstallProgress | null): TemplateResult {
  if (!progress) return html`<div class="install" role="status"><p><b>Getting packages</b></p></div>`;
  const {done, total, bytes, packages} = progress;
  return html`<div class="install">
    <p><b>Getting packages</b><span class="faint">${done} of ${total}${bytes ? `, ${byteSize(bytes)}` : ''}</span></p>
    <div
      class="progress"
      role="progressbar"
      aria-label="Packages"
      aria-valuemin="0"
      aria-valuemax=${total}
      aria-valuenow=${done}
    >
      <i style="width: ${total ? (100 * done) / total : 0}%"></i>
    </div>
    <ul>
      ${packages.map(({name, version, status}) => renderPackage(name, version, status))}
    </ul>
    ${packages.length ? html`<p class="faint s">This browser keeps them for the next start.</p>` : nothing}
  </div>`;
}

function renderPackage(name: string, version: string, status: InstallProgress['packages'][number]['status']) {
  const marks = {
    done: icon('check'),
    fetching: html`<i class="dot working"></i>`,
    waiting: html`<i class="dot hollow"></i>`,
  };
  return html`<li class=${classMap({done: status === 'done', waiting: status === 'waiting'})}>
    <span class="state">${marks[status]}</span><span>${name} <span class="faint">${version}</span></span>
  </li>`;
}
