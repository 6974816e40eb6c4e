import type {Turn, TurnFile} from '@codecraft/core/protocol';
import {html, nothing, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';
import {counted} from '../internal/counting.js';
import {icon} from '../internal/icon.js';
import {choiceList, choicesAfter} from './failed-choices.js';

export interface TurnCard {
  readonly turn: Turn;
  /** Offered while it works. */
  readonly onStop: (() => void) | undefined;
  /** Offered after a failure; undefined where there is nobody to ask. */
  readonly onAsk?: ((message: string) => void) | undefined;
}

/** What one AI turn does to the files; nothing for a turn that touches none. */
export function turnCard({turn, onStop, onAsk}: TurnCard): TemplateResult | typeof nothing {
  const isWorking = turn.status === 'working';
  const files = turn.status === 'stopped' ? turn.files.filter(isDone) : turn.files;
  const choices = turn.status === 'failed' && onAsk ? choicesAfter(turn) : [];
  if (!isWorking && files.length === 0 && choices.length === 0) return nothing;
  return html`<section class="turn" part="turn" aria-label=${turnTitle(turn)} aria-busy=${isWorking}>
    ${isWorking || files.length ? html`<header class="turn-head">${isWorking ? workingHead(turn, onStop) : endedHead(turn)}</header>` : nothing}
    ${files.length ? html`<ul class="files">${files.map((file) => fileRow(turn, file))}</ul>` : nothing}
    ${onAsk && choices.length ? choiceList(choices, onAsk) : nothing}
  </section>`;
}

/** What a turn does or did, in a few words. */
export function turnTitle(turn: Turn): string {
  const done = turn.files.filter(isDone);
  if (turn.status === 'failed') return `${done.length} of ${counted(turn.files.length, 'file')} written`;
  if (turn.status !== 'working') return counted(done.length, 'file');
  const writing = turn.files.find((file) => file.status === 'writing');
  return writing ? `Writing ${writing.path.slice(writing.path.lastIndexOf('/') + 1)}` : 'AI is working';
}

function workingHead(turn: Turn, onStop: (() => void) | undefined): TemplateResult {
  return html`<i class="dot square working"></i><b>${turnTitle(turn)}</b><span class="spacer"></span>
    ${onStop ? html`<button type="button" class="button small" @click=${onStop}>Stop</button>` : nothing}`;
}

function endedHead(turn: Turn): TemplateResult {
  if (turn.status === 'failed') {
    return html`<span class="removed">${icon('alert')}</span><b>${turnTitle(turn)}</b>`;
  }
  const added = sum(turn.files, 'addedLines');
  const removed = sum(turn.files, 'removedLines');
  return html`<b>${turnTitle(turn)}</b>
    <span class="counts"
      ><span class="added">${signed('+', added)}</span><span class="removed">${signed('−', removed)}</span></span
    >`;
}

function fileRow(turn: Turn, file: TurnFile): TemplateResult {
  const slash = file.path.lastIndexOf('/') + 1;
  const isWaiting = file.status === 'waiting';
  return html`<li class=${classMap({done: isDone(file), waiting: isWaiting})}>
    <span class="state">${stateMark(file)}</span>
    <span class="path" title=${file.path}
      ><span class="dir">${file.path.slice(0, slash)}</span>${file.path.slice(slash)}</span
    >
    ${isWaiting || file.status === 'failed' ? html`<span class="n wide">${stateWord(turn, file)}</span>` : lineCounts(file)}
  </li>`;
}

function lineCounts(file: TurnFile): TemplateResult {
  return html`<span class="n added">${signed('+', file.addedLines)}</span>
    <span class="n removed">${signed('−', file.removedLines)}</span>`;
}

function stateMark(file: TurnFile): TemplateResult {
  switch (file.status) {
    case 'done':
      return icon('check');
    case 'failed':
      return html`<span class="removed">${icon('close')}</span>`;
    case 'writing':
      return html`<i class="dot square working"></i>`;
    case 'waiting':
      return html`<i class="dot hollow"></i>`;
  }
}

function stateWord(turn: Turn, file: TurnFile): string {
  if (file.status === 'failed') return 'unchanged';
  if (turn.status !== 'working') return 'not begun';
  return turn.files.find((other) => other.status === 'waiting') === file ? 'next' : '';
}

function isDone(file: TurnFile): boolean {
  return file.status === 'done';
}

function sum(files: readonly TurnFile[], count: 'addedLines' | 'removedLines'): number {
  return files.reduce((total, file) => total + file[count], 0);
}

function signed(sign: '+' | '−', count: number): string {
  return count ? `${sign}${count}` : '';
}
