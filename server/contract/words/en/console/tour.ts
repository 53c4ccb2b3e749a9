/** Words of the guided tour of the demo. */
export const tour = {
  offer:
    'This demo has four weeks of patrols on record. Walk through it in two minutes, and catch a cheat.',
  start: 'Take the tour',
  decline: 'No, thanks',
  take: 'Tour of the demo (two minutes)',
  steps: {
    people: {
      title: 'Who is walking',
      text: 'Sixteen officers are on patrol in their grids right now. Their handhelds report every five seconds; click a name to follow one. Turn pages with the arrow keys, leave with Escape.',
    },
    alerts: {
      title: 'What needs someone',
      text: 'Late, idle for long, off the grid: an alert is raised while it happens. It asks somebody to look and judges nothing.',
    },
    suspects: {
      title: 'What was suspicious in the last week',
      text: 'Every patrol is judged when it ends. Nearly all are completed; poor reception is “unverifiable”, never suspicious. What is left here has real signs. We open one.',
    },
    verdict: {
      title: 'The verdict: suspicious',
      text: 'Time and coverage are there, as if two hours had been walked in full. Still the verdict is not “completed”, and the reason stands beside it.',
    },
    signal: {
      title: 'What gave it away',
      text: 'This track lies too exactly on an earlier one: nobody walks in the same footprints twice. What was measured, the limit and an innocent explanation are all told.',
    },
    twin: {
      title: 'Caught',
      text: 'An earlier patrol of the same grid is the original: walked once, delivered twice. Open it to replay both side by side.',
    },
    figures: {
      title: 'Measured and required',
      text: 'Each figure has its interval, with what the norm requires beside it. The officer may object, and a person decides.',
    },
    coverage: {
      title: 'Was all of it walked',
      text: 'Comb-like patrols: within a period every part of a grid is to be seen. Which grid lacks how much is plain to see.',
    },
    ranking: {
      title: 'Scores and stars',
      text: "By Luqiao's way: scores, stars and ranks a month. The cheat cost points, and every point leads to where it comes from.",
    },
    again: {
      title: 'That was it',
      text: 'The tour can be taken again from Help at any time. Now look around for yourself.',
    },
  },
};
