// Lets one look through a recorded log: a filter that keeps the lines that hold all the words.

for (const log of document.querySelectorAll('[data-log]')) {
  const lines = [...log.querySelectorAll('pre > span')];
  const count = log.querySelector('.log-count');
  const all = count.textContent;
  const label = document.createElement('label');
  label.className = 'log-filter';
  label.innerHTML = '<span>Only lines with</span> <input type="search" autocomplete="off" spellcheck="false">';
  log.querySelector('figcaption').after(label);
  count.setAttribute('role', 'status');
  label.querySelector('input').addEventListener('input', event => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    let kept = 0;
    for (const line of lines) {
      line.hidden = !words.every(word => line.textContent.toLowerCase().includes(word));
      if (!line.hidden) kept++;
    }
    count.textContent = words.length === 0 ? all : `${kept} of ${all}`;
  });
}
