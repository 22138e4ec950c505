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
        ['to book a table', 'to ask for places in advance', 'I booked a table for two.'],
        ['the menu', 'the list of dishes with their prices', 'May we see the menu?'],
        ['a starter', 'a small dish before the main one', 'The soup is a starter.'],
        ['the main course', 'the largest dish of a meal', 'The fish is a main course.'],
        ['a side dish', 'something small that goes with the main one', 'Rice comes as a side dish.'],
        ['to recommend', 'to say that something is worth trying', 'What would you recommend?'],
      ],
    },
    {
      bucket: 'What it is like',
      words: [
        ['spicy', 'hot on the tongue', 'Is the sauce spicy?'],
        ['mild', 'not strong in taste', 'Children like the mild cheese.'],
        ['grilled', 'cooked over open heat', 'I will have the grilled fish.'],
        ['baked', 'cooked in an oven', 'She ordered a baked potato.'],
        ['raw', 'not cooked', 'Sushi is made of raw fish.'],
        ['tender', 'soft and easy to cut', 'The meat was tender.'],
      ],
    },
    {
      bucket: 'What one cannot eat',
      words: [
        ['an allergy', 'an illness caused by a food', 'He has an allergy to nuts.'],
        ['to contain', 'to have inside', 'Does it contain milk?'],
        ['vegetarian', 'without meat or fish', 'Is there a vegetarian dish?'],
        ['dairy', 'milk and what is made from it', 'She does not eat dairy.'],
        ['to leave out', 'not to put in', 'Please leave out the onions.'],
        ['instead of', 'in the place of', 'Rice instead of potatoes, please.'],
      ],
    },
    {
      bucket: 'Paying',
      words: [
        ['the bill', 'the paper that says what you have to pay', 'Could we have the bill, please?'],
        ['to share', 'to divide between several people', 'Shall we share a dessert?'],
        ['a tip', 'some extra money for the service', 'They left a tip.'],
        ['change', 'coins that you get back', 'Keep the change.'],
        ['included', 'part of the price already', 'Is the service included?'],
        ['a receipt', 'a paper that proves that you have paid', 'I need a receipt for work.'],
      ],
    },
  ],
  grammar: [
    [
      'Ordering',
      'I will have, or I would like, + noun. “As a main course I’ll have the grilled fish.” “I would like the baked aubergine.”',
    ],
    ['Asking what is in a dish', 'Does it + verb, or Is it + adjective. “Does it contain nuts?” “Is it spicy?”'],
    [
      'Asking for a change',
      'Could I have, or Could you bring, + noun. “Could I have rice instead of potatoes?” “Could you bring the bill with the coffee?”',
    ],
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
      stem: 'In the dialogue, what does the waiter offer to leave out?',
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
      explanation: 'They are going to a film: the friend says that it begins at nine.',
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
      'Fill the gaps',
      'Complete with one word each: “I ___ a table for two. Does the soup ___ nuts? Then I will have the salad as a ___. Could I have rice ___ of potatoes?” Model answer: booked, contain, starter, instead.',
    ],
    [
      'A booking by e-mail',
      'Book a table for five on Saturday; one guest is vegetarian, one has an allergy. Four sentences. Model answer: “I would like to book a table for five on Saturday at seven. One of us is vegetarian, and one has an allergy to nuts. Could the kitchen leave them out? Please let me know if that is possible.”',
    ],
    [
      'Answer the waiter',
      'Say your answers aloud, one sentence each: “Are you ready to order? Anything as a starter? Shall we make it milder?” Model answer: “Yes, I will have the baked aubergine. No starter for me, thank you. I like it spicy.”',
    ],
    [
      'A dish from home',
      'Describe a dish from your country in eighty to a hundred words: what it contains, how it is cooked, what it tastes like, when people eat it. Model answer, its beginning: “In winter we eat a thick soup of beans. It contains carrots, onions and a little meat, but you can leave out the meat …”',
    ],
  ],
  interaction: {
    situation:
      'Three friends want to cook one main course for a party of six. Each of them knows something about the guests that the others do not, and each has a dish in mind. They have five minutes before the shop closes.',
    roles: [
      [
        'The first friend',
        'One guest eats no meat and no fish. You want to make a pie, because you have an oven and little time.',
      ],
      [
        'The second friend',
        'One guest must not eat dairy. You want to grill something outside, and it may begin to rain.',
      ],
      [
        'The third friend',
        'One guest dislikes everything spicy, and it is her birthday. You have two kilos of rice at home.',
      ],
    ],
    phrases: [
      ['How about …?', 'to suggest something'],
      ['I’m afraid that won’t work, because …', 'to turn a suggestion down and say why'],
      ['Does anybody mind if we …?', 'to find out whether all can live with it'],
      ['We could leave out the …', 'to save a suggestion by a change'],
      ['What about using … instead?', 'to put one thing in the place of another'],
      ['So we agree on …', 'to say what has been decided'],
    ],
  },
}
