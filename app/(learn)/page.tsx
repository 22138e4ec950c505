import { redirect } from 'next/navigation.js'

export default function Page() {
  redirect('/learn')
}
