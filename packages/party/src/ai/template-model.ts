import {chooseTemplate, type Template} from '@codecraft/core/templates';
import type {Model, ModelEvent, ModelRequest} from './model.js';

const noKey =
  'This server has no AI key, so @ai answers from templates only. An admin can set `GEMINI_API_KEY`.';

/**
 * Answers with the starter project nearest to the request, written as a model would write it, so that a server
 * without a key takes the same way as one with a key.
 */
export class TemplateModel implements Model {
  readonly source = 'templates';

  async *answer({prompt}: ModelRequest): AsyncIterable<ModelEvent> {
    for (const text of replyWith(chooseTemplate(prompt))) yield {type: 'text', text};
  }
}

/** The reply in the format of `replyInstructions`, part by part. */
function* replyWith({name, description, files}: Template): Iterable<string> {
  yield `${noKey}\n\nNearest to your request is the template ${name}: ${description}.\n\n`;
  for (const [path, text] of Object.entries(files)) {
    yield `<codecraft-file path="${path}">\n${text}${text.endsWith('\n') ? '' : '\n'}</codecraft-file>\n`;
  }
  if ('package.json' in files) yield '<codecraft-command kind="start">npm run dev</codecraft-command>\n';
}
