/** How routers and servers say that a model broke off, with status 200 and what it had written until then. */
const brokeOff = ['error', 'insufficient_system_resource']

/** Whether an answer that ended for this reason has come to its end; a length limit is one, too. */
export const isWhole = (finishReason: string): boolean => !brokeOff.includes(finishReason)
