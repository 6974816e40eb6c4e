import {limits, type RoomSettings} from '@codecraft/core/protocol';
import {html, nothing, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';
import {icon} from '../internal/icon.js';
import {lifetimeChoices} from '../internal/lifetimes.js';
import {durationText} from '../internal/time.js';
import type {SettingsErrors} from './read-settings.js';

/** The fields of a project's settings as they were when the form was opened. */
export function settingsForm(settings: RoomSettings, errors: SettingsErrors): TemplateResult {
  return html`
    <fieldset>
      <legend class="label">Guests</legend>
      ${choice('guests', 'off', settings.guests, 'Off', 'Only members see the project')}
      ${choice('guests', 'viewer', settings.guests, 'Look', 'Whoever has its address looks, without an account')}
    </fieldset>
    <fieldset>
      <legend class="label">Who asks @ai</legend>
      ${choice('prompters', 'members', settings.prompters, 'Members', 'And admins; viewers never')}
      ${choice('prompters', 'admins', settings.prompters, 'Admins', 'Nobody else')}
    </fieldset>
    <div>
      <label class="label" for="turns">Requests to @ai an hour, each person</label>
      <div class=${classMap({field: true, short: true, invalid: Boolean(errors.turnsPerHour)})} part="field">
        <input
          id="turns"
          name="turnsPerHour"
          type="number"
          min="0"
          max=${limits.maxTurnsPerHourSetting}
          step="1"
          inputmode="numeric"
          .value=${String(settings.turnsPerHour)}
          aria-invalid=${errors.turnsPerHour ? 'true' : nothing}
          aria-describedby="turns-help"
        />
      </div>
      ${help('turns-help', errors.turnsPerHour, 'The server’s own limit holds where it is lower.')}
    </div>
    <div>
      <label class="label" for="lifetime">Messages clear after</label>
      <div class="field short" part="field">
        <select id="lifetime" name="messageTtlSeconds" aria-describedby="lifetime-help">
          ${lifetimeChoices(settings.messageTtlSeconds).map(
            (seconds) => html`<option value=${seconds} ?selected=${seconds === settings.messageTtlSeconds}>
              ${durationText(seconds)}
            </option>`,
          )}
        </select>
        ${icon('chevron', {turn: 'down'})}
      </div>
      ${help('lifetime-help', undefined, 'Holds for messages from now on. What @ai wrote to files stays.')}
    </div>
    <div>
      <label class="label" for="origins">Pages that may show it</label>
      <div class=${classMap({field: true, lines: true, invalid: Boolean(errors.embedOrigins)})} part="field">
        <textarea
          id="origins"
          name="embedOrigins"
          rows="3"
          spellcheck="false"
          autocomplete="off"
          .value=${settings.embedOrigins.join('\n')}
          aria-invalid=${errors.embedOrigins ? 'true' : nothing}
          aria-describedby="origins-help"
        ></textarea>
      </div>
      ${help('origins-help', errors.embedOrigins, 'One a line, such as https://docs.example. Empty: all that the server serves.')}
    </div>`;
}

function choice(
  name: keyof RoomSettings,
  value: string,
  chosen: string,
  label: string,
  means: string,
): TemplateResult {
  return html`<label class="choice"
    ><input type="radio" name=${name} value=${value} .checked=${value === chosen} /><span
      ><b>${label}</b><span class="muted">${means}</span></span
    ></label
  >`;
}

function help(id: string, error: string | undefined, otherwise: string): TemplateResult {
  return error
    ? html`<p class="help error" id=${id} role="alert">${icon('alert')}<span>${error}</span></p>`
    : html`<p class="help" id=${id}>${otherwise}</p>`;
}
