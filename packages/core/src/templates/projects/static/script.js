// Opening hours by weekday, Sunday first, as hours of the day. Mondays are for sleeping.
const hours = [[8, 12], null, [7, 18], [7, 18], [7, 18], [7, 18], [7, 14]];
const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function openingNote(now) {
  const today = hours[now.getDay()];
  if (today && now.getHours() >= today[0] && now.getHours() < today[1]) {
    return `Open now, until ${today[1]}:00`;
  }
  if (today && now.getHours() < today[0]) return `Opens today at ${today[0]}:00`;
  for (let days = 1; days <= 7; days++) {
    const day = (now.getDay() + days) % 7;
    if (hours[day]) return `Opens ${days === 1 ? 'tomorrow' : `on ${names[day]}`} at ${hours[day][0]}:00`;
  }
  return 'Closed';
}

for (const note of document.querySelectorAll('[data-open]')) {
  note.textContent = openingNote(new Date());
}

const table = document.querySelector('#hours');
if (table) {
  for (const day of [1, 2, 3, 4, 5, 6, 0]) {
    const row = table.insertRow();
    const name = document.createElement('th');
    name.scope = 'row';
    name.textContent = names[day];
    row.append(name);
    row.insertCell().textContent = hours[day] ? `${hours[day][0]}:00–${hours[day][1]}:00` : 'closed';
    row.classList.toggle('today', day === new Date().getDay());
  }
}
