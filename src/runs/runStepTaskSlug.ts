/** Our one Payload task. */
export const runStepTaskSlug = 'runStep'
