import { createCurrent } from './current';
import { createRandom } from './random';

export interface Settings {
  /** The same number draws the same picture. */
  seed: number;
  lines: number;
  /** How often the current turns across the picture. */
  swirl: number;
}

const paper = '#f7f1e1';
const inks = ['#12343b', '#2c6e7f', '#d1603d', '#e0a458'];
const stepsPerLine = 90;

export function draw(canvas: HTMLCanvasElement, { seed, lines, swirl }: Settings) {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { clientWidth: width, clientHeight: height } = canvas;

  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  context.scale(devicePixelRatio, devicePixelRatio);
  context.fillStyle = paper;
  context.fillRect(0, 0, width, height);
  context.lineCap = 'round';

  const random = createRandom(seed);
  const directionAt = createCurrent(random, swirl / Math.max(width, height));

  for (let line = 0; line < lines; line++) {
    context.strokeStyle = inks[Math.floor(random() ** 2 * inks.length)];
    context.lineWidth = 0.4 + random() * 1.8;
    context.globalAlpha = 0.35 + random() * 0.6;

    let x = random() * width;
    let y = random() * height;
    context.beginPath();
    context.moveTo(x, y);
    for (let step = 0; step < stepsPerLine; step++) {
      const direction = directionAt(x, y);
      x += Math.cos(direction) * 3;
      y += Math.sin(direction) * 3;
      context.lineTo(x, y);
    }
    context.stroke();
  }
}
