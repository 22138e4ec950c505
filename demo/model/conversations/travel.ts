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
        ['a single', 'a ticket for the way there', 'A single to York, please.'],
        ['a return', 'a ticket for the way there and back', 'A return costs eighteen pounds forty.'],
        ['the fare', 'the price of a journey', 'The fare is the same in the evening.'],
        ['to book', 'to order a seat in advance', 'I would like to book two seats.'],
        ['a window seat', 'a place next to the glass', 'Is there a window seat left?'],
        ['valid', 'good for use on that day', 'This ticket is valid until midnight.'],
      ],
    },
    {
      bucket: 'At the station',
      words: [
        ['a platform', 'the place where you get on a train', 'It leaves from platform 3.'],
        ['the ticket office', 'the room where you pay for a journey', 'The ticket office opens at six.'],
        ['the departure board', 'the screen that shows which trains leave', 'Look at the departure board.'],
        ['the waiting room', 'a place to sit until the train comes', 'We met in the waiting room.'],
        ['left luggage', 'where you can leave your bags', 'My bag is in left luggage.'],
        ['the exit', 'the way out of a building', 'The bus stops beside the exit.'],
      ],
    },
    {
      bucket: 'On the way',
      words: [
        ['to change', 'to get off one train and take another', 'You have to change at Ashford.'],
        ['a connection', 'the next train, which you take after the first', 'I nearly missed my connection.'],
        ['a stop', 'a place where the train lets people on and off', 'It is three stops from here.'],
        ['to get on', 'to enter a bus or train', 'They got on at York.'],
        ['to get off', 'to leave a bus or train', 'Get off at the front.'],
        ['direct', 'without any change on the way', 'Is there a direct train?'],
      ],
    },
    {
      bucket: 'When things go wrong',
      words: [
        ['delayed', 'later than planned', 'The train is delayed by ten minutes.'],
        ['cancelled', 'not running at all', 'The early train is cancelled.'],
        ['to miss', 'to come too late for', 'Hurry, or you will miss it.'],
        ['a refund', 'money that you get back', 'He asked for a refund.'],
        ['to be on time', 'to leave or arrive as planned', 'For once the bus was on time.'],
        ['lost property', 'things that people have left behind', 'Ask at lost property.'],
      ],
    },
  ],
  grammar: [
    [
      'Asking politely',
      'Could you tell me + question word + statement: the verb comes last. “Could you tell me when the next train leaves?” Would like to + verb is polite too: “… if you would like to sit down.”',
    ],
    [
      'Speaking of timetables',
      'Present simple for what is fixed, though it lies ahead. “My bus from Ashford leaves at ten.” “Your bus stops beside the exit.”',
    ],
    [
      'Saying what is necessary',
      'have to + verb; not necessary: do not have to. “It’s direct, so you don’t have to change.” “Do I have to change at Ashford?”, the traveller might have asked.',
    ],
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
      'Fill the gaps',
      'Complete with one word each: “A ___ to Ashford, please. Is the train ___? No, you have to ___ at Ashford, and it is ten minutes ___.” Model answer: return, direct, change, delayed.',
    ],
    [
      'A message to a friend',
      'Your train is late. Write to the friend who is meeting you: what has happened, when you arrive, what your friend should do. Three sentences. Model answer: “My train is delayed by half an hour, so I shall miss my connection. I arrive at eleven instead of half past ten. Could you wait at the exit?”',
    ],
    [
      'Explain the way',
      'Tell a visitor how to get from the entrance of a station to a platform. Four sentences. Model answer: “Go past the ticket office. You have to take the stairs on the left. Platform 3 is behind the waiting room. The departure board tells you if the train is on time.”',
    ],
    [
      'A day out',
      'Plan a trip to a town two hours away and describe it in eighty to a hundred words: tickets, times, changes, the way back. Model answer, its beginning: “On Saturday I am going to Ashford. I have booked a return, because the fare is lower than that of two singles. The train leaves at ten past nine …”',
    ],
  ],
  interaction: {
    situation:
      'A passenger has left a bag on a train and comes to the lost property office. There are five bags on the shelf, and the clerk may hand one out only if its description fits. The passenger is in a hurry: the last bus leaves soon.',
    roles: [
      [
        'The passenger',
        'Your bag is blue, has one broken handle, and contains a book and a present for your sister. You got off the train at ten to six. You would rather not say what the present is. Your bus leaves in five minutes.',
      ],
      [
        'The clerk',
        'Three of your five bags are blue, and two of these came from the train of ten to six. One holds a book and a scarf, the other a book and a teapot. You may ask as many questions as you like, but you must not name anything that is inside.',
      ],
    ],
    phrases: [
      ['I’m afraid I have left …', 'to say what you have lost'],
      ['Could you describe it, please?', 'to ask what something looks like'],
      ['It’s the one with …', 'to tell one thing from others like it'],
      ['Which train were you on?', 'to ask about the journey'],
      ['That could be the one.', 'to say that something fits, but not for certain'],
      ['I’m in a bit of a hurry.', 'to ask politely for speed'],
    ],
  },
}
