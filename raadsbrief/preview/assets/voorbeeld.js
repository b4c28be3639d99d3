// Shows what the program tells: pages are swapped only where they changed, so that nothing moves.
// What comes from a letter is set as text or as a picture, never as HTML of this page.
'use strict';
const el = id => document.getElementById(id);
const pages = el('bladzijden'), list = el('meldingen'), frame = el('tekst');
const token = document.querySelector('meta[name=raadsbrief]').content;
let spots = [], findings = [], round = 0, drawn = 0, queue = Promise.resolve();

// --- Choices, kept in this browser ---

const kept = name => { try { return localStorage.getItem('raadsbrief-' + name) } catch { return null } };
const keep = (name, value) => { try { localStorage.setItem('raadsbrief-' + name, value) } catch {} };
for (const [name, apply] of Object.entries({ toon: show, grootte: zoom, klikken: () => {} })) {
  const choice = el(name);
  if ([...choice.options].some(one => one.value === kept(name))) choice.value = kept(name);
  choice.addEventListener('change', () => { keep(name, choice.value); apply() });
}
function show() { document.body.dataset.toon = el('toon').value }
function zoom() {
  const top = pages.scrollTop / Math.max(1, pages.scrollHeight);
  for (const page of pages.children) size(page);
  pages.scrollTop = top * pages.scrollHeight;
}
function size(page) {
  const percent = el('grootte').value, fixed = percent !== 'passend';
  page.classList.toggle('vast', fixed);
  page.style.width = fixed ? page.width * percent / 100 + 'px' : '';
  page.style.aspectRatio = page.width + ' / ' + page.height;
}
show();
el('hints').checked = kept('hints') === 'ja';
el('hints').addEventListener('change', () => { keep('hints', el('hints').checked ? 'ja' : ''); hints() });
function hints() { list.classList.toggle('met-hints', el('hints').checked) }
hints();

// --- The text, in a frame without scripts ---

const ready = new Promise(resolve => {
  if (frame.contentDocument?.readyState === 'complete' && frame.contentWindow.location.href !== 'about:blank') resolve();
  else frame.addEventListener('load', resolve, { once: true });
});
async function text(number) {
  const [answer] = await Promise.all([fetch('tekst/', { cache: 'no-store' }), ready]);
  if (!answer.ok || number < round) return;
  const written = await answer.text(), before = frame.contentDocument;
  if (!before || number < round) return;
  // The parser of the frame: what it reads stands under the policy of the letter, not under ours.
  const now = new frame.contentWindow.DOMParser().parseFromString(written, 'text/html');
  if (before.head.innerHTML !== now.head.innerHTML) before.head.replaceWith(before.importNode(now.head, true));
  const view = frame.contentWindow, left = view.scrollX, top = view.scrollY;
  before.body.replaceWith(before.importNode(now.body, true));
  view.scrollTo({ left, top, behavior: 'instant' });
  document.documentElement.dataset.tekst = number;
}

// --- The pages ---

async function swap({ nummer, bladzijden, rest }) {
  if (nummer < round) return;
  const pictures = await Promise.all(bladzijden.map(async ([digest], i) => {
    if (pages.children[i]?.digest === digest) return null;
    const picture = new Image();
    picture.src = 'bladzijde/' + digest + '.png';
    picture.alt = '';
    await picture.decode();
    return picture;
  }));
  if (nummer < round) return;
  const left = pages.scrollLeft, top = pages.scrollTop;
  let changed = 0;
  bladzijden.forEach(([digest, width, height], i) => {
    let page = pages.children[i];
    if (!page) {
      page = document.createElement('div');
      page.className = 'bladzijde';
      page.setAttribute('role', 'group');
      pages.append(page);
    }
    page.setAttribute('aria-label', `Bladzijde ${i + 1} van ${bladzijden.length + rest}`);
    if (page.width !== width || page.height !== height) { page.width = width; page.height = height; size(page) }
    if (!pictures[i]) return;
    const old = page.querySelector('img');
    if (old) old.replaceWith(pictures[i]); else page.prepend(pictures[i]);
    page.digest = digest;
    changed++;
  });
  while (pages.children.length > bladzijden.length) pages.lastChild.remove();
  pages.scrollTo({ left, top, behavior: 'instant' });
  drawn = nummer;
  Object.assign(document.documentElement.dataset, { bladzijden: nummer, gewisseld: changed });
}

// --- Spots: a click leads to the file ---

function place({ nummer, plekken }) {
  if (nummer !== drawn) return;
  const here = document.activeElement?.spot;
  spots = plekken;
  for (const page of pages.children) page.querySelectorAll('a').forEach(one => one.remove());
  for (const spot of spots) {
    const page = pages.children[spot.bladzijde];
    if (!page) continue;
    const link = spot.link = document.createElement('a'), [x, y, w, h] = spot.vak;
    link.spot = spot;
    link.href = spot.adres;
    link.title = spot.plaats;
    link.tabIndex = page.querySelector('a') ? -1 : 0;
    link.setAttribute('aria-label', `${spot.woorden || 'Afbeelding'} (${spot.plaats})`);
    const share = (part, whole) => 100 * part / whole + '%';
    Object.assign(link.style, { left: share(x, page.width), top: share(y, page.height), width: share(w, page.width), height: share(h, page.height) });
    page.append(link);
    if (here && here.plaats === spot.plaats && here.bladzijde === spot.bladzijde) link.focus({ preventScroll: true });
  }
  mark();
  document.documentElement.dataset.plekken = nummer;
}
pages.addEventListener('click', event => {
  const link = event.target.closest('a');
  if (link) follow(event, link.spot);
});
pages.addEventListener('keydown', event => {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const links = [...pages.querySelectorAll('a')], at = links.indexOf(document.activeElement);
  if (!step || at < 0 || !links[at + step]) return;
  event.preventDefault();
  links[at].tabIndex = -1;
  links[at + step].tabIndex = 0;
  links[at + step].focus();
});
async function follow(event, { plaats, adres }) {
  if (el('klikken').value !== 'kopieer') return say(plaats);
  event.preventDefault();
  try { await navigator.clipboard.writeText(plaats); say('Gekopieerd: ' + plaats) } catch { say(plaats) }
}

// --- Findings ---

function spotOf(finding) {
  const within = spots.filter(one => one.bestand === finding.bestand && one.regel <= finding.regel && finding.regel <= one.einde);
  return within.sort((a, b) => b.regel - a.regel || a.einde - b.einde)[0];
}
function make(kind, words, parent, name) {
  const made = document.createElement(kind);
  if (words) made.textContent = words;
  if (name) made.className = name;
  parent?.append(made);
  return made;
}
function button(words, parent, act) {
  const made = make('button', words, parent);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}
function tell({ nummer, meldingen, alles }) {
  if (nummer < round) return;
  findings = meldingen;
  const rows = findings.map(finding => {
    const row = make('li', '', null, finding.ernst), line = make('p', '', row);
    make('span', finding.ernst, line, 'ernst');
    line.append(` ${finding.code}: ${finding.tekst}`);
    if (finding.hint) make('p', finding.hint, row, 'hint');
    const buttons = make('div', '', row, 'knoppen'), link = make('a', finding.plaats, buttons);
    link.href = finding.adres;
    link.addEventListener('click', event => follow(event, finding));
    finding.row = row;
    finding.toShow = button('Toon op de bladzijde', buttons, () => point(finding));
    finding.toShow.setAttribute('aria-label', `Toon op de bladzijde: ${finding.tekst}`);
    if (finding.herstel) {
      button('Herstel', buttons, () => repair(finding, nummer)).setAttribute('aria-label', `Herstel: ${finding.tekst}`);
    }
    return row;
  });
  const top = list.parentElement.scrollTop;
  list.replaceChildren(...rows);
  list.parentElement.scrollTop = top;
  const count = kind => findings.filter(one => one.ernst === kind).length;
  const words = [['fout', 'fouten'], ['waarschuwing', 'waarschuwingen'], ['hint', 'hints']]
    .map(([one, more]) => [count(one), count(one) === 1 ? one : more]).filter(([n]) => n).map(part => part.join(' '));
  const most = count('fout') + count('waarschuwing'), least = count('hint');
  el('aantal').textContent = most ? `(${most})` : '';
  el('met-hints').hidden = !least;
  el('aantal-hints').textContent = `${least} ${least === 1 ? 'hint' : 'hints'}`;
  el('geen').hidden = findings.length > 0 || !alles;
  if (alles) say('Bijgewerkt. ' + (words.join(', ') || 'Niets gevonden') + '.');
  mark();
  document.documentElement.dataset.meldingen = alles ? nummer : '';
}
function mark() {
  for (const spot of spots) spot.link?.classList.remove('fout', 'waarschuwing');
  for (const finding of findings) {
    const spot = spotOf(finding);
    if (finding.toShow) finding.toShow.hidden = !spot?.link;
    if (spot?.link && finding.ernst !== 'hint') {
      spot.link.classList.add(finding.ernst);
      spot.link.title = spot.plaats + ' – ' + finding.tekst;
    }
  }
}
function point(finding) {
  const link = spotOf(finding)?.link;
  if (!link) return;
  if (el('toon').value === 'tekst') { el('toon').value = 'beide'; show() }
  document.querySelectorAll('.hier').forEach(one => one.classList.remove('hier'));
  link.classList.add('hier');
  finding.row.classList.add('hier');
  link.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' });
  link.focus({ preventScroll: true });
}
pages.addEventListener('focusin', event => {
  const spot = event.target.spot;
  if (!spot) return;
  for (const finding of findings) {
    const isHere = spotOf(finding) === spot;
    finding.row.classList.toggle('hier', isHere);
    if (isHere) finding.row.scrollIntoView({ block: 'nearest' });
  }
});
async function repair(finding, number) {
  const answer = await fetch('herstel', {
    method: 'POST', headers: { 'X-Raadsbrief': token, 'Content-Type': 'application/json' },
    body: JSON.stringify({ ronde: number, nummer: finding.nummer }),
  });
  say(answer.ok ? 'Hersteld: ' + finding.tekst : 'Dit is niet meer te herstellen: het bestand is veranderd.');
}

// --- What the program tells ---

function say(words) { el('stand').textContent = words }
function letters({ namen }) {
  const here = el('naam').textContent;
  el('brieven').replaceChildren(...namen.map(name => {
    const row = make('li'), link = make('a', name, row);
    link.href = '../' + encodeURIComponent(name) + '/';
    if (name === here) link.setAttribute('aria-current', 'page');
    return row;
  }));
}
function stand({ nummer, balk, oud }) {
  el('balk').hidden = !balk;
  if (el('balk').textContent !== balk) el('balk').textContent = balk;
  document.documentElement.dataset.oud = oud ? nummer : '';
}
const events = new EventSource('gebeurtenissen');
const on = (kind, act) => events.addEventListener(kind, event => {
  const data = JSON.parse(event.data);
  if (data.nummer > round) round = data.nummer;
  act(data);
});
on('brieven', letters);
on('html', ({ nummer }) => text(nummer));
on('bladzijden', data => { queue = queue.then(() => swap(data)).catch(() => {}) });
on('plekken', data => { queue = queue.then(() => place(data)).catch(() => {}) });
on('meldingen', tell);
on('stand', stand);
events.addEventListener('error', () => say('Het voorbeeld is gestopt. Start het opnieuw met raadsbrief preview.'));
