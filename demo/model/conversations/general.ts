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
        ['to wonder', 'to ask yourself'],
        ['to find out', 'to get to know by looking or asking'],
        ['to clear up', 'to make something easy to understand'],
        ['a reason', 'what answers the question “why”'],
        ['a source', 'where a piece of knowledge comes from'],
        ['a follow-up question', 'one that asks more about an answer'],
      ],
    },
    {
      bucket: 'Explaining',
      words: [
        ['to stand for', 'to mean, said of a word or sign'],
        ['for instance', 'words that announce an example'],
        ['in other words', 'said before you put it differently'],
        ['to consist of', 'to be made up of'],
        ['to depend on', 'to change when something else changes'],
        ['roughly', 'not exactly, but nearly'],
      ],
    },
    {
      bucket: 'Opinions',
      words: [
        ['in my view', 'words that announce what you think'],
        ['to be convinced', 'to be quite sure'],
        ['to doubt', 'to think that something may be wrong'],
        ['a point', 'a single thought in a discussion'],
        ['to agree', 'to be of the same opinion'],
        ['to see it differently', 'to be of another opinion'],
      ],
    },
    {
      bucket: 'Order and time',
      words: [
        ['to begin with', 'words before the first point'],
        ['at the same time', 'while the other thing happens'],
        ['eventually', 'in the end, after a long time'],
        ['meanwhile', 'during that time'],
        ['so far', 'until now'],
        ['to lead to', 'to have as a result'],
      ],
    },
  ],
  grammar: [
    [
      'Asking without being direct',
      'Could you tell me + question word + statement. “Could you tell me what it depends on?” The verb stands where it stands in a statement.',
    ],
    [
      'Giving an opinion',
      'I think, in my view + statement; because + reason. “In my view it is worth the time, because you can use it.”',
    ],
    ['Comparing', 'as … as, more … than. “The second part is more difficult than the first.”'],
  ],
  dialogue: [
    ['Nora', 'You have a note on your desk that says “{topic}”. I wonder what it is about.'],
    ['Sam', 'It’s what I have to talk about on Friday. So far I have a heading and three questions.'],
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
      stem: 'In the dialogue, what can Sam not do yet?',
      key: 'Say what each part is for',
      explanation: 'He can name the parts, but he cannot say what each part is for.',
      wrong: [
        ['Find anything to read on it', 'He has two books.'],
        ['Remember when he has to talk', 'He knows that it is on Friday.'],
        ['Write down a first heading', 'He has got a heading already.'],
      ],
    },
    {
      stem: 'Sam’s two books do not agree. What does Nora suggest?',
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
      'Two minutes',
      'Explain “{topic}” aloud in two minutes to somebody who does not know it. Use “consist of”, “for instance” and “in other words” once each.',
    ],
    [
      'A short message',
      'Write to a person who knows more than you about “{topic}”. Say what you know so far, and ask two questions.',
    ],
    [
      'One sentence, one doubt',
      'Write one sentence on “{topic}” that you are sure of, and one that you doubt. Give a reason for the doubt.',
    ],
  ],
  interaction: [
    [
      'The follow-up question',
      'A makes a statement about “{topic}”. B asks a question about it, A answers, B asks about the answer. Change roles after three questions.',
    ],
    [
      'Agree on three points',
      'Each of you writes down five points on “{topic}”. Talk until you agree on the three that a newcomer should hear first.',
    ],
    [
      'The careful listener',
      'A talks for one minute. B sums it up in two sentences beginning “So in your view …”. A says what is missing.',
    ],
  ],
}
