import type { Conversation } from './conversation.js'

/** Talking about anything: asking, explaining, having an opinion. It says nothing of the topic itself. */
export const general: Conversation = {
  fits: /.*/,
  scenarios: [
    ['Explaining it to a newcomer', 'A friend has never heard of “{topic}” and asks you what it is about.'],
    [
      'Asking somebody who knows',
      'You meet a person who knows a lot about “{topic}” and have five minutes for your questions.',
    ],
    [
      'A difference of opinion',
      'Two people have read something about “{topic}” and do not agree on what matters most.',
    ],
  ],
  vocabulary: [
    {
      bucket: 'Asking',
      words: [
        ['to wonder', 'to ask yourself', 'I wonder how it works.'],
        ['to find out', 'to get to know by looking or asking', 'She found out by asking.'],
        ['to clear up', 'to make something easy to understand', 'Can you clear that up for me?'],
        ['a reason', 'what answers the question “why”', 'Is there a reason for it?'],
        ['a source', 'where a piece of knowledge comes from', 'Which source is that from?'],
        ['a follow-up question', 'one that asks more about an answer', 'He had a follow-up question ready.'],
      ],
    },
    {
      bucket: 'Explaining',
      words: [
        ['to stand for', 'to mean, said of a word or sign', 'What do the letters stand for?'],
        ['for instance', 'words that announce an example', 'Take water, for instance.'],
        ['in other words', 'said before you put it differently', 'In other words, it is too late.'],
        ['to consist of', 'to be made up of', 'The course consists of four parts.'],
        ['to depend on', 'to change when something else changes', 'It depends on the weather.'],
        ['roughly', 'not exactly, but nearly', 'There were roughly fifty people.'],
      ],
    },
    {
      bucket: 'Opinions',
      words: [
        ['in my view', 'words that announce what you think', 'In my view it is worth it.'],
        ['to be convinced', 'to be quite sure', 'I am convinced that she is right.'],
        ['to doubt', 'to think that something may be wrong', 'I doubt that it is true.'],
        ['a point', 'a single thought in a discussion', 'That is a good point.'],
        ['to agree', 'to be of the same opinion', 'We agree on the first part.'],
        ['to see it differently', 'to be of another opinion', 'My brother sees it differently.'],
      ],
    },
    {
      bucket: 'Order and time',
      words: [
        ['to begin with', 'words before the first point', 'To begin with, we need a list.'],
        ['at the same time', 'while the other thing happens', 'They spoke at the same time.'],
        ['eventually', 'in the end, after a long time', 'Eventually he gave up.'],
        ['meanwhile', 'during that time', 'Meanwhile the tea got cold.'],
        ['so far', 'until now', 'So far we have two answers.'],
        ['to lead to', 'to have as a result', 'One question led to another.'],
      ],
    },
  ],
  grammar: [
    [
      'Asking without being direct',
      'Could you tell me + noun, or I wonder + question word + statement. “Could you tell me one of them in your own words?” “I wonder what it is about.”',
    ],
    [
      'Giving advice',
      'should + verb, or the bare verb after “then”. “You should stop after one good example.” “Then begin with the questions.”',
    ],
    [
      'Saying how far one has come',
      'Present perfect with so far. “So far I have written a heading and three questions.” “You have convinced me.”',
    ],
  ],
  dialogue: [
    ['Nora', 'You have a note on your desk that says “{topic}”. I wonder what it is about.'],
    ['Sam', 'It’s what I have to talk about on Friday. So far I have written a heading and three questions.'],
    ['Nora', 'Then begin with the questions. What’s the first?'],
    ['Sam', 'What it consists of. I can name the parts, but I can’t say what each of them is for.'],
    ['Nora', 'Could you tell me one of them in your own words?'],
    ['Sam', 'Roughly, yes. In other words: I know it until somebody asks a follow-up question.'],
    ['Nora', 'That’s a good place to begin. What’s the second?'],
    ['Sam', 'Whom I can ask. I have two books, and they see it differently.'],
    ['Nora', 'Perhaps they answer different questions. Look at the reason each of them gives.'],
    ['Sam', 'I hadn’t thought of that. And the third question is how to finish in ten minutes.'],
    ['Nora', 'In my view you should stop after one good example. People will ask for another.'],
    ['Sam', 'You have convinced me. May I tell you the whole thing tomorrow, to clear up the rest?'],
  ],
  text: [
    'Once a month six neighbours meet in a kitchen. One of them brings a subject, the others bring questions. Last time the subject was “{topic}”, and the person who had chosen it was nervous.',
    'There is one rule. Whoever explains has to stop after two minutes, and then each of the others asks one question. Nobody may say “it is easy”. To begin with, most questions are about words. Eventually somebody asks for a reason, and this is when the tea gets cold.',
    'At the end everybody writes down one sentence and one doubt. The sentences go home. The doubts stay in a jar on the shelf, and the next meeting begins with one of them.',
  ],
  questions: [
    {
      stem: 'In the dialogue, what is still missing for Sam’s talk?',
      key: 'What each part is for',
      explanation: 'He can name the parts, but he cannot say what each part is for.',
      wrong: [
        ['Something to read on it', 'He has two books.'],
        ['The day on which he talks', 'He knows that it is on Friday.'],
        ['A heading to begin with', 'He has written a heading already.'],
      ],
    },
    {
      stem: 'Sam’s two books disagree. What does Nora suggest?',
      key: 'To compare their reasons',
      explanation: 'She tells him to look at the reason each of them gives, so to compare their reasons.',
      wrong: [
        ['To choose the newer one', 'Their age is not mentioned.'],
        ['To buy a third one soon', 'No other book is mentioned.'],
        ['To leave both of them out', 'She wants him to look at both.'],
      ],
    },
    {
      stem: 'At the meeting in the kitchen, what happens after two minutes?',
      key: 'The others begin to ask',
      explanation: 'The person who explains stops, and the others begin to ask, one question each.',
      wrong: [
        ['The tea is made again', 'It gets cold while they talk.'],
        ['A new subject is drawn', 'There is one subject for the evening.'],
        ['The first guests leave', 'All stay until something is written down.'],
      ],
    },
    {
      stem: 'What are the papers in the jar good for?',
      key: 'They open the next meeting',
      explanation: 'Each holds a doubt, and one of them opens the next meeting.',
      wrong: [
        ['They are read out to guests', 'Nobody reads them on the same evening.'],
        ['They pay for what is drunk', 'Money does not come up.'],
        ['They show who was present', 'No names are written down.'],
      ],
    },
  ],
  production: [
    [
      'Fill the gaps',
      'Complete with one word each: “The course ___ of four parts. It ___ on the weather. In my ___ that is worth it. In other ___, we stay.” Model answer: consists, depends, view, words.',
    ],
    [
      'A message to somebody who knows',
      'Write to a person who knows more than you about “{topic}”: what you know so far, and two questions. Four sentences. Model answer, without the subject: “I have read two short texts, and they see it differently. So far I know what it consists of. Could you tell me what it depends on? And which source would you recommend?”',
    ],
    [
      'Two minutes',
      'Explain “{topic}” aloud in two minutes, and use “to begin with”, “for instance” and “in other words”. Model answer, its frame: “To begin with, it consists of … For instance, … In other words, …”',
    ],
    [
      'One sentence, one doubt',
      'Write a hundred words on “{topic}” that end with a sentence you are sure of and one that you doubt. Model answer, its end: “I am convinced that the first part matters most. I doubt that it is always so, because my two sources see it differently.”',
    ],
  ],
  interaction: {
    situation:
      'Two people prepare a short talk on “{topic}” for an evening with neighbours. They have ten minutes on the programme, and each has made notes alone. They have to agree on a beginning, one example and an end.',
    roles: [
      [
        'The first speaker',
        'You want to begin with a question to the neighbours. Your example is long, but it is your own. You hate to read out numbers.',
      ],
      [
        'The second speaker',
        'You have a surprising number and want to begin with it. You know that the talk before yours is always too long, so that you may have six minutes only.',
      ],
    ],
    phrases: [
      ['In my view we should …', 'to give an opinion'],
      ['I see it differently, because …', 'to disagree and give the reason'],
      ['What would that depend on?', 'to ask for a condition'],
      ['Could you tell me more about …?', 'to ask a follow-up question'],
      ['In other words, you want to …', 'to make sure that you have understood'],
      ['So far we agree on …', 'to say what has been decided'],
    ],
  },
}
