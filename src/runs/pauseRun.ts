import type { ActionContext } from './controlRun.js'
import { markPaused } from './sql/markPaused.js'

/** Nothing more is claimed; what is being worked on is finished and saved. */
export const pauseRun = ({ db, tables, run }: ActionContext): Promise<void> => markPaused(db, tables, run)
