/** The eight colours of code. Light ones double as Monaco's own theme, by which its classes are told apart. */
export const syntax = {
  keyword: ['#8f2f68', '#e59fc6'],
  string: ['#26653b', '#a3cf9b'],
  type: ['#0b6384', '#7cc7e0'],
  function: ['#34508f', '#a5bdf5'],
  attribute: ['#75570f', '#d9bd80'],
  number: ['#96420b', '#efaa78'],
  comment: ['#555b62', '#a8aeb6'],
  punctuation: ['#4f545b', '#b0b5bc'],
} as const;
