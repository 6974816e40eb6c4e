import {css} from 'lit';

/**
 * Monaco's colours in terms of our tokens. Adopted after Monaco's own sheet; what Monaco writes into its theme's rules
 * as a fixed colour is set again here, so that each editor follows its own `color-scheme` and its host page's tokens.
 */
export const monacoColors = css`
  :host,
  :host .monaco-editor,
  :host .monaco-component {
    --vscode-foreground: var(--_text);
    --vscode-descriptionForeground: var(--_text-muted);
    --vscode-icon-foreground: var(--_text-muted);
    --vscode-focusBorder: var(--_focus);
    --vscode-contrastBorder: transparent;
    --vscode-widget-shadow: transparent;
    --vscode-widget-border: var(--_border);
    --vscode-textLink-foreground: var(--_accent);
    --vscode-textLink-activeForeground: var(--_accent-hover);
    --vscode-textCodeBlock-background: var(--_inset);
    --vscode-textPreformat-foreground: var(--_text);

    --vscode-editor-background: var(--_surface);
    --vscode-editor-foreground: var(--_text);
    --vscode-editorGutter-background: var(--_surface);
    --vscode-editorLineNumber-foreground: var(--_text-faint);
    --vscode-editorLineNumber-activeForeground: var(--_text);
    --vscode-editorCursor-foreground: var(--_text);
    --vscode-editor-selectionBackground: var(--_selection);
    --vscode-editor-inactiveSelectionBackground: var(--_selection);
    --vscode-editor-selectionHighlightBackground: var(--_selected);
    --vscode-editor-wordHighlightBackground: var(--_hover);
    --vscode-editor-wordHighlightStrongBackground: var(--_hover);
    --vscode-editor-wordHighlightTextBackground: var(--_hover);
    --vscode-editor-findMatchBackground: color-mix(in srgb, var(--_warning) 45%, transparent);
    --vscode-editor-findMatchHighlightBackground: color-mix(in srgb, var(--_warning) 22%, transparent);
    --vscode-editor-findRangeHighlightBackground: var(--_hover);
    --vscode-editor-rangeHighlightBackground: var(--_hover);
    --vscode-editor-hoverHighlightBackground: var(--_hover);
    --vscode-editor-linkedEditingBackground: var(--_accent-soft);
    --vscode-editor-foldBackground: var(--_hover);
    --vscode-editor-foldPlaceholderForeground: var(--_text-faint);
    --vscode-editor-snippetTabstopHighlightBackground: var(--_selected);
    --vscode-editor-snippetFinalTabstopHighlightBorder: var(--_border-strong);
    --vscode-editorGutter-foldingControlForeground: var(--_text-faint);
    --vscode-editorBracketMatch-background: var(--_selected);
    --vscode-editorBracketMatch-border: transparent;
    --vscode-editorLink-activeForeground: var(--_accent);
    --vscode-editorError-foreground: var(--_danger);
    --vscode-editorWarning-foreground: var(--_warning);
    --vscode-editorInfo-foreground: var(--_accent);
    --vscode-editorHint-foreground: var(--_text-faint);

    --vscode-editorWidget-background: var(--_raised);
    --vscode-editorWidget-foreground: var(--_text);
    --vscode-editorWidget-border: var(--_border);
    --vscode-editorWidget-resizeBorder: var(--_border-strong);
    --vscode-editorHoverWidget-background: var(--_raised);
    --vscode-editorHoverWidget-foreground: var(--_text);
    --vscode-editorHoverWidget-border: var(--_border);
    --vscode-editorHoverWidget-statusBarBackground: var(--_inset);
    --vscode-editorHoverWidget-highlightForeground: var(--_accent);
    --vscode-editorSuggestWidget-background: var(--_raised);
    --vscode-editorSuggestWidget-border: var(--_border);
    --vscode-editorSuggestWidget-foreground: var(--_text);
    --vscode-editorSuggestWidget-highlightForeground: var(--_accent);
    --vscode-editorSuggestWidget-focusHighlightForeground: var(--_accent);
    --vscode-editorSuggestWidget-selectedBackground: var(--_selected);
    --vscode-editorSuggestWidget-selectedForeground: var(--_text);
    --vscode-editorSuggestWidget-selectedIconForeground: var(--_text);
    --vscode-editorMarkerNavigation-background: var(--_raised);
    --vscode-editorMarkerNavigationError-background: var(--_danger);
    --vscode-editorMarkerNavigationError-headerBackground: var(--_danger-soft);
    --vscode-peekView-border: var(--_border-strong);
    --vscode-peekViewTitle-background: var(--_raised);
    --vscode-peekViewTitleLabel-foreground: var(--_text);
    --vscode-peekViewTitleDescription-foreground: var(--_text-muted);

    --vscode-list-hoverBackground: var(--_hover);
    --vscode-list-focusBackground: var(--_selected);
    --vscode-list-focusForeground: var(--_text);
    --vscode-list-focusHighlightForeground: var(--_accent);
    --vscode-list-highlightForeground: var(--_accent);
    --vscode-list-activeSelectionBackground: var(--_selected);
    --vscode-list-activeSelectionForeground: var(--_text);
    --vscode-list-inactiveSelectionBackground: var(--_selected);
    --vscode-quickInput-background: var(--_raised);
    --vscode-quickInput-foreground: var(--_text);
    --vscode-quickInputTitle-background: var(--_raised);
    --vscode-quickInputList-focusBackground: var(--_selected);
    --vscode-quickInputList-focusForeground: var(--_text);
    --vscode-pickerGroup-border: var(--_border);
    --vscode-pickerGroup-foreground: var(--_text-faint);
    --vscode-keybindingLabel-background: transparent;
    --vscode-keybindingLabel-foreground: var(--_text-faint);
    --vscode-keybindingLabel-border: var(--_border);
    --vscode-keybindingLabel-bottomBorder: var(--_border);

    --vscode-input-background: var(--_surface);
    --vscode-input-foreground: var(--_text);
    --vscode-input-border: var(--_border-strong);
    --vscode-input-placeholderForeground: var(--_text-faint);
    --vscode-inputOption-activeBackground: var(--_selected);
    --vscode-inputOption-activeBorder: var(--_border-strong);
    --vscode-inputOption-activeForeground: var(--_text);
    --vscode-inputOption-hoverBackground: var(--_hover);
    --vscode-inputValidation-errorBackground: var(--_danger-soft);
    --vscode-inputValidation-errorBorder: var(--_danger);
    --vscode-toolbar-hoverBackground: var(--_hover);
    --vscode-toolbar-activeBackground: var(--_selected);
    --vscode-menu-background: var(--_raised);
    --vscode-menu-foreground: var(--_text);
    --vscode-menu-border: var(--_border);
    --vscode-menu-selectionBackground: var(--_selected);
    --vscode-menu-selectionForeground: var(--_text);
    --vscode-menu-separatorBackground: var(--_border);
    --vscode-scrollbar-shadow: transparent;
    --vscode-scrollbarSlider-background: var(--_selected);
    --vscode-scrollbarSlider-hoverBackground: color-mix(in srgb, var(--_text) 18%, transparent);
    --vscode-scrollbarSlider-activeBackground: color-mix(in srgb, var(--_text) 26%, transparent);
    --vscode-sash-hoverBorder: var(--_focus);
  }

  /* Fixed colours in Monaco's theme rules. */
  :host .monaco-editor,
  :host .monaco-editor .margin,
  :host .monaco-editor-background {
    color: var(--_text);
    background-color: var(--_surface);
    outline: none;
  }
  :host .monaco-editor .mtk1 {
    color: var(--_text);
  }
  :host .monaco-editor .view-overlays .current-line,
  :host .monaco-editor .margin-view-overlays .current-line-margin {
    border: 0;
    background-color: var(--_hover);
  }
  :host .monaco-editor .line-numbers {
    color: var(--_text-faint);
  }
  :host .monaco-editor .line-numbers.active-line-number {
    color: var(--_text);
  }
  :host .monaco-editor .cursors-layer .cursor {
    color: var(--_surface);
    background-color: var(--_text);
    border-color: var(--_text);
  }
  :host .monaco-editor .selected-text {
    background-color: var(--_selection);
  }
  :host .monaco-editor .bracket-match {
    border-color: transparent;
    background-color: var(--_hover);
  }
  :host .monaco-editor :is(.squiggly-error, .squiggly-warning, .squiggly-info) {
    background: none;
    border-bottom: 2px dotted var(--_danger);
  }
  :host .monaco-editor .squiggly-warning {
    border-color: var(--_warning);
  }
  :host .monaco-editor .squiggly-info {
    border-color: var(--_accent);
  }
  :host :is(.suggest-widget, .monaco-hover, .find-widget, .parameter-hints-widget, .quick-input-widget, .monaco-menu) {
    border-radius: var(--_radius-m);
    box-shadow: var(--_shadow);
    font-family: var(--_font);
  }
  :host .monaco-menu-container {
    border-radius: var(--_radius-l);
    font: 400 var(--_font-size) / var(--_line-height) var(--_font);
  }
`;
