import type {Room} from '../room/room.js';
import {GeminiModel} from './gemini.js';
import {TemplateModel} from './template-model.js';
import {Turns} from './turns.js';

/** Turns with the model that the server's configuration names. */
export function createTurns(room: Room): Turns {
  const {gemini} = room.environment;
  return new Turns(room, gemini ? new GeminiModel(gemini) : new TemplateModel());
}
