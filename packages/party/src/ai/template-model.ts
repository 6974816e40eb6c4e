import {chooseTemplate} from '@codecraft/core/templates';
import type {Model, ModelEvent, ModelRequest} from './model.js';

const noKey =
  'This server has no AI key, so @ai answers from templates only. An admin can set `GEMINI_API_KEY`.';

/** Answers with the starter project nearest to the request, in the words of a model. */
export class TemplateModel implements Model {
  readonly source = 'templates';

  async *answer({prompt}: ModelRequest): AsyncIterable<ModelEvent> {
    const template = chooseTemplate(prompt);
    yield {type: 'text', text: `${noKey}\n\nHere is “${template.name}”: ${template.description}.\n\n`};
  }
}
