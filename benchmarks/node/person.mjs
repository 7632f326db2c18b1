// What the peer's page shows of a person: the same as the dashboard's, with the team's range of each score.

const NAMES = { d: 'Dominance', i: 'Influence', s: 'Steadiness', c: 'Correctness' };
const LEANINGS = {
  D: 'Tends to go for results, to decide soon, and to say so.',
  I: 'Tends to win people over, to think aloud, and to see what may come of it.',
  S: 'Tends to keep an even pace, to be patient, and to hold on to what works.',
  C: 'Tends to check before trusting, to work to a standard, and to want the reasons.',
};
const RULES = [
  ['d', 60, 'Come to the point first, and say which decision you need.', 'a long run-up, or telling them how to do it'],
  ['d', 40, 'Ask for their view, and leave room before a decision.', 'pressing for an answer on the spot'],
  ['i', 60, 'Begin with the person, and let them think aloud.', 'a talk of figures alone, or settling it in writing only'],
  ['i', 40, 'Keep to the matter, and give time to think before an answer.', 'reading reserve as a lack of interest'],
  ['s', 60, 'Say early what changes and why, and agree on the next step.', 'surprises, or several changes at once'],
  ['s', 40, 'Keep it moving, and bring something new.', 'going over what is already settled'],
  ['c', 60, 'Bring facts and reasons, and say how sure you are of them.', 'vague claims, or asking for a view too early'],
  ['c', 40, 'Give the aim and the limits, and leave the details to them.', 'reading a long list of rules aloud'],
];
const EXTREMES = ['veryHigh', 'veryLow'];

export const words = (key) => {
  const spaced = key.replace(/([a-z])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`);
  return spaced[0].toUpperCase() + spaced.slice(1);
};
const shown = (value) => String(Math.round(value * 10) / 10);

function range(team, own, score) {
  const values = team.map(score).filter((value) => value != null).sort((a, b) => a - b);
  const half = values.length >> 1;
  const middle = values.length % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
  return { own: shown(own), lowest: shown(values[0]), highest: shown(values.at(-1)), middle: shown(middle), count: values.length };
}

function lines(one, facets) {
  const first = words(one.core.first);
  const told = [{
    do: `What moves them most is likely “${first}”.`, aside: 'Say what the matter has to do with it.',
    reason: `“${first}” is the first of the Core values.`,
  }];
  for (const [letter, mark, advice, avoid] of RULES) {
    const value = one.disc[letter];
    if (mark === 60 ? value >= 60 : value <= 40) {
      told.push({ do: advice, aside: `Rather not: ${avoid}.`, reason: `${NAMES[letter]} ${shown(value)} is ${mark === 60 ? '60 or more' : '40 or less'}.` });
    }
  }
  for (const level of EXTREMES) {
    const found = facets.filter((facet) => facet.level === words(level));
    if (found.length) {
      told.push({
        do: `${words(level)} in Focus: ${found.slice(0, 4).map((facet) => facet.title).join(', ')}${found.length > 4 ? ` and ${found.length - 4} more` : ''}.`,
        aside: 'Worth a question, not a conclusion.',
        reason: `Profile’s level is “${words(level)}”: ${found.map((facet) => `${facet.title} ${facet.score}`).join(', ')}.`,
      });
    }
  }
  return told;
}

export function results(one, team) {
  const disc = Object.keys(NAMES).map((key, place) => {
    const value = one.disc[key], height = Math.round(value * 160) / 100, letter = key.toUpperCase();
    return {
      letter, name: NAMES[key], shown: shown(value), x: 40 + 70 * place, y: 184 - height, height,
      strong: one.disc.style.includes(letter), leaning: LEANINGS[letter], range: range(team, value, (other) => other.disc?.[key]),
    };
  });
  const focus = Object.entries(one.focus).map(([key, domain]) => {
    const facets = Object.entries(domain.facets).map(([name, facet]) => ({
      title: words(name), score: facet.score, level: words(facet.level),
      range: range(team, facet.score, (other) => other.focus?.[key]?.facets?.[name]?.score),
    }));
    const extremes = EXTREMES
      .map((level) => [words(level), facets.filter((facet) => facet.level === words(level)).map((facet) => facet.title)])
      .filter(([, names]) => names.length);
    return {
      title: words(key), score: domain.score, level: words(domain.level), facets, extremes,
      range: range(team, domain.score, (other) => other.focus?.[key]?.score),
    };
  });
  return { disc, focus, lines: lines(one, focus.flatMap((domain) => domain.facets)) };
}
