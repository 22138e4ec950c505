import type { Conversation } from './conversation.js'

/** In a café or restaurant: a table, an order, the bill. */
export const meals: Conversation = {
  fits: /\b(?:restaurant|café|cafe|food|meals?|eat|dinner|lunch|breakfast|menu|order|cook|kitchen|hotel)/i,
  scenarios: [
    ['A table for two', 'You have booked a table and arrive ten minutes late.'],
    ['Ordering with a question', 'You do not eat nuts and ask what is in a dish before you order.'],
    ['A mistake in the bill', 'The bill lists a dessert that nobody had. You point it out politely.'],
  ],
  vocabulary: [
    {
      bucket: 'Before the meal',
      words: [
        ['to book a table', 'to ask for places in advance'],
        ['the menu', 'the list of dishes with their prices'],
        ['a starter', 'a small dish before the main one'],
        ['the main course', 'the largest dish of a meal'],
        ['a side dish', 'something small that goes with the main one'],
        ['to recommend', 'to say that something is worth trying'],
      ],
    },
    {
      bucket: 'What it is like',
      words: [
        ['spicy', 'hot on the tongue'],
        ['mild', 'not strong in taste'],
        ['grilled', 'cooked over open heat'],
        ['baked', 'cooked in an oven'],
        ['raw', 'not cooked'],
        ['tender', 'soft and easy to cut'],
      ],
    },
    {
      bucket: 'What one cannot eat',
      words: [
        ['an allergy', 'an illness caused by a food'],
        ['to contain', 'to have inside'],
        ['vegetarian', 'without meat or fish'],
        ['dairy', 'milk and what is made from it'],
        ['to leave out', 'not to put in'],
        ['instead of', 'in the place of'],
      ],
    },
    {
      bucket: 'Paying',
      words: [
        ['the bill', 'the paper that says what you have to pay'],
        ['to share', 'to divide between several people'],
        ['a tip', 'some extra money for the service'],
        ['change', 'coins that you get back'],
        ['included', 'part of the price already'],
        ['a receipt', 'a paper that proves that you have paid'],
      ],
    },
  ],
  grammar: [
    ['Ordering', 'I would like + noun, or I will have + noun. “I will have the soup, please.”'],
    ['Asking what is in a dish', 'Does it + verb. “Does it contain nuts?” “Is there any dairy in it?”'],
    ['Asking for a change', 'Could I have … instead of …? “Could I have rice instead of potatoes?”'],
  ],
  dialogue: [
    ['Guest', 'Good evening. I booked a table for two, under the name of Novak. I’m sorry, we’re late.'],
    ['Waiter', 'Good evening. That’s no problem, your table is by the window. Here is the menu.'],
    ['Guest', 'Thank you. What would you recommend as a starter?'],
    ['Waiter', 'The tomato soup. It’s mild, and we make it every morning.'],
    ['Guest', 'Does it contain nuts? I have an allergy.'],
    ['Waiter', 'The soup doesn’t, but the bread beside it does. I can leave it out.'],
    ['Guest', 'Yes, please. And as a main course I’ll have the grilled fish. Could I have rice instead of potatoes?'],
    ['Waiter', 'Of course. And for your friend?'],
    ['Friend', 'I would like the baked aubergine, please. Is it spicy?'],
    ['Waiter', 'A little. Shall I ask the kitchen to make it milder?'],
    ['Friend', 'No, I like it as it is. And could you bring the bill with the coffee? Our film begins at nine.'],
    ['Waiter', 'I will. The service is included, so you are out by half past eight.'],
  ],
  text: [
    'Every Friday the Corner Kitchen writes a single main course on its board. Guests cannot choose, but they can ask for something to be left out, and the cook will answer each of them himself.',
    'Last Friday it was a vegetable pie. A woman at the first table asked whether it contained dairy. It did: there was butter in the crust. The cook thought for a moment, then baked her filling in a large pepper instead of a pie.',
    'Two other guests saw the plate go by and ordered the same. By nine o’clock the board had a second line, in other handwriting. The woman paid her bill, left a tip, and took a photograph of the board.',
  ],
  questions: [
    {
      stem: 'In the dialogue, what must not come with the soup?',
      key: 'The bread on the side',
      explanation: 'The guest is allergic to nuts, and the bread on the side contains some.',
      wrong: [
        ['The tomatoes in it', 'The soup is made of them, and the guest may eat it.'],
        ['The rice for the fish', 'The guest asks for it.'],
        ['The coffee at the end', 'It comes later, with the bill.'],
      ],
    },
    {
      stem: 'Why do the two guests ask for the bill early?',
      key: 'They are going to a film',
      explanation: 'The friend says that their film begins at nine.',
      wrong: [
        ['They came in too late', 'They came late, but this is not why they ask.'],
        ['They dislike the table', 'Nothing is said against it.'],
        ['They want to share it', 'How they pay is not mentioned.'],
      ],
    },
    {
      stem: 'How does the cook at the Corner Kitchen solve the woman’s problem?',
      key: 'With a pepper as the crust',
      explanation: 'He puts the filling into a pepper, which takes the place of the crust with butter.',
      wrong: [
        ['With oil in the pastry', 'He makes no new pastry.'],
        ['With a dish of last week', 'No older dish is mentioned.'],
        ['With a free cup of tea', 'Nobody is given any tea.'],
      ],
    },
    {
      stem: 'What shows that others liked the new dish?',
      key: 'The board got a second line',
      explanation: 'Two guests ordered it, and then the board got a second line for it.',
      wrong: [
        ['The woman left some money', 'She thanks for her own meal with it.'],
        ['The cook came to the table', 'He comes to answer a question.'],
        ['The pie was sold out early', 'The text does not say so.'],
      ],
    },
  ],
  production: [
    [
      'Write a menu',
      'Write a menu with two starters, two main courses and a side dish. Add a line to each that says what it contains and how it is cooked.',
    ],
    [
      'A booking by e-mail',
      'Book a table for five people on Saturday. One of them is vegetarian, and one cannot eat dairy. Ask one question.',
    ],
    [
      'Describe a dish',
      'Describe a dish from your country in six sentences without naming it: taste, colour, when it is eaten.',
    ],
  ],
  interaction: [
    [
      'Guest and waiter',
      'A has an allergy, which is written on a card that B does not see. B has a menu of six dishes. A asks until there is a dish that A can eat; B answers in whole sentences.',
    ],
    [
      'The wrong bill',
      'The bill lists one dessert too many. A points it out politely. B believes that it was ordered. Find a solution that both can accept.',
    ],
    [
      'One dish for six',
      'You cook together for six friends: one eats no meat, one no dairy, one nothing spicy. Agree on one main course within five minutes.',
    ],
  ],
}
