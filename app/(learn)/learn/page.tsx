import { Shelf } from '../learner/Shelf.js'

export default function Page() {
  return <Shelf />
}
