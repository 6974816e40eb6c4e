import aspectRatio from '@tailwindcss/aspect-ratio';
import containerQueries from '@tailwindcss/container-queries';
import forms from '@tailwindcss/forms';
import typography from '@tailwindcss/typography';
import colors from 'tailwindcss/colors';
import defaultTheme from 'tailwindcss/defaultTheme';
import animate from 'tailwindcss-animate';

/** What a project's configuration may import, by specifier. It is read and never run, so these come from our build. */
export const modules = {
  '@tailwindcss/aspect-ratio': aspectRatio,
  '@tailwindcss/container-queries': containerQueries,
  '@tailwindcss/forms': forms,
  '@tailwindcss/typography': typography,
  'tailwindcss-animate': animate,
  'tailwindcss/colors': colors,
  'tailwindcss/defaultTheme': defaultTheme,
};
