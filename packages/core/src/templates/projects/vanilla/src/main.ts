import { draw } from './draw';
import './style.css';

const canvas = find('#drawing', HTMLCanvasElement);
const lines = find('#lines', HTMLInputElement);
const swirl = find('#swirl', HTMLInputElement);

let frame = 0;

function redraw() {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => {
    draw(canvas, { seed: seedInAddress(), lines: lines.valueAsNumber, swirl: swirl.valueAsNumber });
  });
}

function seedInAddress(): number {
  return Number.parseInt(location.hash.slice(1), 10) || 7;
}

find('#controls', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  location.hash = String(1 + Math.floor(Math.random() * 9999));
});
window.addEventListener('hashchange', redraw);
lines.addEventListener('input', redraw);
swirl.addEventListener('input', redraw);
new ResizeObserver(redraw).observe(canvas);

function find<Found extends Element>(selector: string, kind: new () => Found): Found {
  const element = document.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`index.html has no ${selector}`);
  return element;
}
