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
        ['a colleague', 'somebody you work with'],
        ['a manager', 'the person who leads a team'],
        ['an assistant', 'a person who helps another at work'],
        ['to report to', 'to have as your boss'],
        ['a client', 'a person a company works for'],
        ['to be in charge of', 'to be the one who decides about'],
      ],
    },
    {
      bucket: 'Meetings',
      words: [
        ['the agenda', 'the list of points to talk about'],
        ['the minutes', 'the notes of what was decided'],
        ['to postpone', 'to move to a later date'],
        ['to bring up', 'to begin to talk about'],
        ['to agree on', 'to decide together'],
        ['to sum up', 'to say again in a few words'],
      ],
    },
    {
      bucket: 'Time',
      words: [
        ['a deadline', 'the last day on which work can be handed in'],
        ['on schedule', 'as fast as planned'],
        ['behind schedule', 'slower than planned'],
        ['an extension', 'more time than was given at first'],
        ['a priority', 'what has to be done first'],
        ['by Friday', 'on Friday or before it'],
      ],
    },
    {
      bucket: 'Tasks',
      words: [
        ['to hand in', 'to give finished work to somebody'],
        ['a draft', 'a first version of a text'],
        ['feedback', 'what others think of your work'],
        ['to take over', 'to do in the place of another person'],
        ['to look into', 'to try to find out about'],
        ['to follow up', 'to ask again some time later'],
      ],
    },
  ],
  grammar: [
    ['Making suggestions', 'Why don’t we + verb, or How about + -ing. “How about meeting on Monday?”'],
    ['Speaking of plans', 'be going to + verb. “I’m going to send the draft this afternoon.”'],
    ['Being careful with bad news', 'I’m afraid + statement. “I’m afraid we’re two days behind schedule.”'],
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
      stem: 'In the dialogue, why is the brochure not finished?',
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
      'Write the minutes',
      'Write the minutes of the meeting in the dialogue: three lines on what was decided, by whom it is done, and until when.',
    ],
    [
      'Bad news by e-mail',
      'You cannot hand in a draft by Friday. Tell your manager, give the reason in one sentence, and suggest a new date.',
    ],
    [
      'Describe a job',
      'Describe a job in eight sentences without naming it. Say what the person is in charge of and whom he or she reports to.',
    ],
  ],
  interaction: [
    [
      'Ten minutes left',
      'A leads a meeting with three points on the agenda: a broken printer, the summer party, a new client. B wants to talk about the party. Agree on one point now and a date for each of the others.',
    ],
    [
      'Asking for an extension',
      'A needs three more days. B can give one. Each of you has a reason that the other does not know. Ask for it, then find a date.',
    ],
    [
      'The first day',
      'A is new and asks five questions about how things are done. B has worked there for ten years and answers with a short story to one of them.',
    ],
  ],
}
