import type { Conversation } from './conversation.js'

/** At a station: tickets, platforms, delays. */
export const travel: Conversation = {
  fits: /\b(?:travel|trip|journey|train|station|platform|ticket|bus|airport|flight|holiday|directions?|transport)/i,
  scenarios: [
    ['At the ticket window', 'You buy a return ticket and ask when the next train leaves.'],
    ['A delayed train', 'Your train is late, and you may miss the connection. You ask a member of staff what to do.'],
    ['Finding the platform', 'A stranger looks lost in the station hall and asks you the way.'],
  ],
  vocabulary: [
    {
      bucket: 'Tickets',
      words: [
        ['a single', 'a ticket for the way there'],
        ['a return', 'a ticket for the way there and back'],
        ['the fare', 'the price of a journey'],
        ['to book', 'to order a seat in advance'],
        ['a window seat', 'a place next to the glass'],
        ['valid', 'good for use on that day'],
      ],
    },
    {
      bucket: 'At the station',
      words: [
        ['a platform', 'the place where you get on a train'],
        ['the ticket office', 'the room where you pay for a journey'],
        ['the departure board', 'the screen that shows which trains leave'],
        ['the waiting room', 'a place to sit until the train comes'],
        ['left luggage', 'where you can leave your bags'],
        ['the exit', 'the way out of a building'],
      ],
    },
    {
      bucket: 'On the way',
      words: [
        ['to change', 'to get off one train and take another'],
        ['a connection', 'the next train, which you take after the first'],
        ['a stop', 'a place where the train lets people on and off'],
        ['to get on', 'to enter a bus or train'],
        ['to get off', 'to leave a bus or train'],
        ['direct', 'without any change on the way'],
      ],
    },
    {
      bucket: 'When things go wrong',
      words: [
        ['delayed', 'later than planned'],
        ['cancelled', 'not running at all'],
        ['to miss', 'to come too late for'],
        ['a refund', 'money that you get back'],
        ['to be on time', 'to leave or arrive as planned'],
        ['lost property', 'things that people have left behind'],
      ],
    },
  ],
  grammar: [
    [
      'Asking politely',
      'Could you + verb. “Could you tell me when the next train leaves?” After “tell me when” the order is that of a statement: “it leaves”, not “does it leave”.',
    ],
    ['Talking about timetables', 'Present simple for what is fixed. “The train leaves at ten past nine.”'],
    ['Saying what is necessary', 'have to + verb. “You have to change at Ashford.” “Do I have to book a seat?”'],
  ],
  dialogue: [
    ['Traveller', 'Good morning. A return to Ashford for today, please.'],
    ['Clerk', 'Good morning. That’s eighteen pounds forty. Will you come back before seven?'],
    ['Traveller', 'No, in the evening. Is the ticket still valid then?'],
    ['Clerk', 'Yes, until midnight. The fare is the same.'],
    ['Traveller', 'Could you tell me when the next train leaves?'],
    ['Clerk', 'At ten past nine, from platform 3. It’s direct, so you don’t have to change.'],
    ['Traveller', 'The departure board says that it is delayed.'],
    ['Clerk', 'You’re right: by a quarter of an hour. I’m sorry about that.'],
    ['Traveller', 'My bus from Ashford leaves at ten. Shall I miss it?'],
    ['Clerk', 'You will have nine minutes there. Get off at the front, and your bus stops beside the exit.'],
    ['Traveller', 'Nine minutes is enough. Thank you for your help.'],
    ['Clerk', 'You’re welcome. The waiting room is warm, if you would like to sit down.'],
  ],
  text: [
    'Mr Hale had booked a window seat on the early train to Ashford. When he reached the station, the departure board said “cancelled” in red letters.',
    'He went to the ticket office. The clerk offered him two ways: a refund, or a seat on the next train, which was direct and left forty minutes later. Mr Hale thought of his sister, who was waiting in Ashford with breakfast, and took the seat.',
    'He bought a tea, sat down in the waiting room and rang her. “Put the eggs on at ten,” he said, “and not before.” The second train was on time. When he got off in Ashford, his sister stood on the platform with a paper bag. It was warm.',
  ],
  questions: [
    {
      stem: 'In the dialogue, why may the traveller come back in the evening?',
      key: 'It can be used until midnight',
      explanation: 'The clerk says of the return that it can be used until midnight.',
      wrong: [
        ['The last train is very late', 'The last train is not mentioned.'],
        ['Evening prices are lower there', 'The clerk says that the price stays the same.'],
        ['A second payment was made', 'The traveller pays once, eighteen pounds forty.'],
      ],
    },
    {
      stem: 'How much later than planned does the train at the window leave?',
      key: 'Fifteen minutes',
      explanation: 'The clerk speaks of a quarter of an hour, which is fifteen minutes.',
      wrong: [
        ['Nine minutes', 'This is the time left for changing in Ashford.'],
        ['Forty minutes', 'Mr Hale in the text waits so long.'],
        ['Ten minutes', 'Ten past nine is when the train should leave.'],
      ],
    },
    {
      stem: 'Mr Hale is offered his money back or another seat. What decides the matter?',
      key: 'Somebody is expecting him',
      explanation: 'He thinks of his sister in Ashford: somebody is expecting him with breakfast.',
      wrong: [
        ['The refund is too small', 'Its amount is not told.'],
        ['He dislikes the station', 'He sits down there with a cup of tea.'],
        ['The clerk advises it', 'The clerk names both ways and leaves the choice to him.'],
      ],
    },
    {
      stem: 'What does Mr Hale do in the forty minutes before he leaves?',
      key: 'He makes a phone call',
      explanation: 'He rings his sister from the waiting room; this is the phone call.',
      wrong: [
        ['He walks round the town', 'He stays at the station.'],
        ['He complains in writing', 'No letter is mentioned, and he seems calm.'],
        ['He cooks some breakfast', 'His sister does the cooking, in Ashford.'],
      ],
    },
  ],
  production: [
    [
      'Write a message',
      'Your train is delayed by half an hour. Write to the friend who meets you: what has happened, when you arrive, and what you would like your friend to do. Use “delayed”, “connection” and “have to”.',
    ],
    [
      'Explain the way',
      'Describe in five sentences how to get from the entrance of a station you know to one of its platforms.',
    ],
    [
      'Plan a day out',
      'Choose a town two hours away. Say aloud which train you take there and back, where you change, and what it costs.',
    ],
  ],
  interaction: [
    [
      'At the window',
      'A is the clerk and knows the timetable: 9:10 direct, 9:25 with one change and four pounds cheaper. B wants to arrive before eleven and spend little. Agree on a train, then change roles.',
    ],
    [
      'The missed connection',
      'A has just missed the last bus and has a heavy bag. B works at the station. A explains the situation; B asks two questions before offering help.',
    ],
    [
      'Lost property',
      'A left something on a train and describes it without naming it. B has five things on the shelf and asks until it is clear which one it is.',
    ],
  ],
}
