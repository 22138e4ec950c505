/** The steps of a run as its page tells of them. */
export const englishSteps = {
  steps: {
    plan: 'plan',
    part: '{{title}}, part {{number}}',
    of: '{{step}} ({{of}})',
    after: 'waits for: {{steps}}',
    writing: 'Being written:',
    calls_one: '{{count}} call',
    calls_other: '{{count}} calls',
    by: '{{provider}}, {{model}}',
    show: 'Show',
    all: 'All steps ({{count}})',
    filter: '{{status}} ({{count}})',
    review: 'Review what it made',
    moreGaps: 'Show more of what is missing',
  },
  /** What to do about a step that failed, by how its last call ended. */
  advice: {
    unauthorized: 'The key or the configuration of the provider must be corrected. Then retry.',
    'out-of-credit': 'Somebody must add credit at the provider. Then retry.',
    'rate-limited': 'The provider had too many requests. Wait a little, then retry.',
    unavailable: 'The provider was not available. Wait until it is, then retry.',
    timeout: 'The answer took too long. Retry; where that does not help, ask for less at once.',
    rejected: 'The provider does not accept such a request. Check the model and its options, then retry.',
    refused: 'The model declined to write this. Change what is asked for, and start a new run.',
    truncated: 'The answer was cut off. Retry; where that does not help, ask for less at once.',
    invalid: 'The model did not write what was asked for. Retry; where that does not help, use another model.',
    other: 'Retry: only what is missing is requested again.',
  },
  inputValues: {
    all: 'Everything',
    fillMissing: 'Only what is missing',
    flex: 'It can wait, and costs less',
    normal: 'Now',
    minimal: 'Little',
    full: 'Everything there is',
  },
} as const
