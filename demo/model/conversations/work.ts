import type { Conversation } from './conversation.js'

/** At work: the first days, meetings, deadlines. */
export const work: Conversation = {
  fits: /\b(?:work|job|office|meeting|business|colleague|interview|company|career|deadline|project)/i,
  scenarios: [
    ['The first day', 'A new colleague shows you the office, and you ask how things are done.'],
    ['A meeting that runs late', 'There are five minutes left and two points on the agenda. You suggest what to do.'],
    ['A deadline in danger', 'You cannot finish by Friday and explain this to the person you report to.'],
  ],
  vocabulary: [
    {
      bucket: 'People',
      words: [
        ['a colleague', 'somebody you work with', 'My colleague sits next to me.'],
        ['a manager', 'the person who leads a team', 'The manager is on holiday.'],
        ['an assistant', 'a person who helps another at work', 'Ask her assistant for a date.'],
        ['to report to', 'to have as your boss', 'I report to Mrs Bell.'],
        ['a client', 'a person a company works for', 'The client liked our idea.'],
        ['to be in charge of', 'to be the one who decides about', 'Who is in charge of the photographs?'],
      ],
    },
    {
      bucket: 'Meetings',
      words: [
        ['the agenda', 'the list of points to talk about', 'There are two points on the agenda.'],
        ['the minutes', 'the notes of what was decided', 'I will put it into the minutes.'],
        ['to postpone', 'to move to a later date', 'Let us postpone the meeting.'],
        ['to bring up', 'to begin to talk about', 'May I bring up another point?'],
        ['to agree on', 'to decide together', 'We agreed on Monday.'],
        ['to sum up', 'to say again in a few words', 'To sum up: we need more time.'],
      ],
    },
    {
      bucket: 'Time',
      words: [
        ['a deadline', 'the last day on which work can be handed in', 'The deadline is Monday at noon.'],
        ['on schedule', 'as fast as planned', 'The work is on schedule.'],
        ['behind schedule', 'slower than planned', 'We are two days behind schedule.'],
        ['an extension', 'more time than was given at first', 'Could we have an extension?'],
        ['a priority', 'what has to be done first', 'The brochure is a priority.'],
        ['by Friday', 'on Friday or before it', 'I need it by Friday.'],
      ],
    },
    {
      bucket: 'Tasks',
      words: [
        ['to hand in', 'to give finished work to somebody', 'Please hand in your report.'],
        ['a draft', 'a first version of a text', 'The draft is ready.'],
        ['feedback', 'what others think of your work', 'Thank you for your feedback.'],
        ['to take over', 'to do in the place of another person', 'I can take over her work.'],
        ['to look into', 'to try to find out about', 'I will look into it.'],
        ['to follow up', 'to ask again some time later', 'He promised to follow up.'],
      ],
    },
  ],
  grammar: [
    [
      'Making suggestions',
      'How about + verb with -ing, or Shall we + verb. “How about asking Sam?” “Shall we begin with the brochure?”',
    ],
    [
      'Speaking of intentions',
      'be going to + verb for what is planned, will for what is decided on the spot. “I’m going to write to Sam today.” “I’ll put that into the minutes.”',
    ],
    [
      'Being careful with bad news',
      'I’m afraid + statement, or a request with could. “I’m afraid we are behind schedule.” “Could we have an extension until Monday?”',
    ],
  ],
  dialogue: [
    ['Iris', 'We have ten minutes left and two points on the agenda. Shall we begin with the brochure?'],
    ['Tom', 'Yes. I’m afraid we are behind schedule: the draft is ready, but the photographs aren’t.'],
    ['Iris', 'Who’s in charge of the photographs?'],
    ['Tom', 'Paula, and she is ill this week. I can take over, but I have never worked with her client.'],
    ['Iris', 'How about asking Sam? He knows the client and is back on Wednesday.'],
    ['Tom', 'Good idea. And could we have an extension until Monday?'],
    ['Iris', 'Until Monday at noon. The printer needs the afternoon.'],
    ['Tom', 'Agreed. I’m going to write to Sam today and follow up on Wednesday.'],
    ['Iris', 'Thank you. The other point was the new room. Can we postpone it?'],
    ['Tom', 'Yes, until next week. To sum up: Sam does the photographs, and the deadline is Monday at noon.'],
    ['Iris', 'I’ll put that into the minutes.'],
  ],
  text: [
    'On her first day Nadia was given a desk, a key, and a list of forty names. She put the list into a drawer and asked her colleague one question instead: “Who do people ask when something doesn’t work?”',
    '“Oleg,” he said at once. Oleg was neither a manager nor in charge of anything in particular. He had been there for nineteen years, and his desk stood beside the coffee machine.',
    'In her first month Nadia went to Oleg six times. He sent her on to the right person five times, and once he knew the answer himself. At the end of the month she took the list out of the drawer. There were nine names on it that she needed, and she knew all of them.',
  ],
  questions: [
    {
      stem: 'In the dialogue, why is the brochure late?',
      key: 'The pictures are missing',
      explanation: 'The draft is ready, but the pictures are missing because Paula is ill.',
      wrong: [
        ['The text was rejected', 'The draft is ready, and nobody complains of it.'],
        ['The printer is too slow', 'The printer needs one afternoon, as planned.'],
        ['The client has left them', 'The client is still there, and Sam knows him.'],
      ],
    },
    {
      stem: 'When does the work on the brochure have to be handed in?',
      key: 'On Monday before lunch',
      explanation: 'Iris says Monday at noon, so it is due on Monday before lunch.',
      wrong: [
        ['On Wednesday morning', 'Sam is back on Wednesday.'],
        ['On Monday evening', 'The printer needs the afternoon.'],
        ['In the week after next', 'The new room is talked about later, not the brochure.'],
      ],
    },
    {
      stem: 'What does Nadia find out on her first day?',
      key: 'Who can send her to others',
      explanation: 'She learns of Oleg, who can send her to others whenever something does not work.',
      wrong: [
        ['Where the coffee is bought', 'A coffee machine is mentioned, not a shop.'],
        ['How long her contract runs', 'Her contract does not come up.'],
        ['What forty people are called', 'She puts the list of names into a drawer.'],
      ],
    },
    {
      stem: 'How often did Oleg answer one of her questions himself?',
      key: 'A single time',
      explanation: 'Of six visits five led to another person; a single time he knew the answer.',
      wrong: [
        ['Five times', 'So often he named somebody else.'],
        ['Six times', 'So often she went to see him.'],
        ['Nine times', 'Nine is the number of names she needed.'],
      ],
    },
  ],
  production: [
    [
      'Fill the gaps',
      'Complete with one word each: “We are behind ___. The ___ is ready, but I need an ___ until Monday. Can somebody take ___ the photographs?” Model answer: schedule, draft, extension, over.',
    ],
    [
      'The minutes',
      'Write down what the meeting in the text decided: what, who, until when. Three lines. Model answer: “Sam takes over the photographs. Tom writes to him today and follows up on Wednesday. The deadline for the brochure is Monday at noon.”',
    ],
    [
      'Bad news',
      'You cannot hand in a draft by Friday. Tell the person you report to, give a reason, suggest a date. Three sentences. Model answer: “I am afraid I am behind schedule with the draft, because the figures came late. Could I have an extension until Tuesday? I am going to send you the first half tomorrow.”',
    ],
    [
      'My first day',
      'Describe a first day at work or school in eighty to a hundred words: who showed you round, what you asked, what you found out. Model answer, its beginning: “On my first day I was late, and so was my manager. A colleague gave me a chair and told me whom to ask …”',
    ],
  ],
  interaction: {
    situation:
      'Three colleagues have ten minutes to divide the work of a fourth, who is ill. There are three tasks: to finish a draft by tomorrow, to ring an angry client, and to prepare the room for a visit. Nobody can take all of them.',
    roles: [
      [
        'The first colleague',
        'You know the client well, and he does not like you. You have time this afternoon, but not tomorrow.',
      ],
      [
        'The second colleague',
        'You wrote half of the draft yourself. You have promised to leave at four, and would rather not say why.',
      ],
      [
        'The third colleague',
        'You are new, and have never spoken to a client. You have found out that the visit was postponed, and nobody has asked you.',
      ],
    ],
    phrases: [
      ['Who could take over …?', 'to look for somebody who does a task'],
      ['I can do that, provided that …', 'to agree on one condition'],
      ['May I bring something up?', 'to begin a new point'],
      ['I’d rather not, because …', 'to refuse politely'],
      ['Could we postpone …?', 'to suggest a later date'],
      ['To sum up: …', 'to say who does what by when'],
    ],
  },
}
