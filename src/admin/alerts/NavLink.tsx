'use client'
import { Link } from '@payloadcms/ui'
import { usePathname } from 'next/navigation.js'
import type { ReactNode } from 'react'

interface NavLinkProps {
  id: string
  href: string
  children: ReactNode
}

/** A link of the navigation that looks like Payload's own, and is marked on its own page. */
export const NavLink = ({ id, href, children }: NavLinkProps) => {
  const isHere = usePathname() === href
  return (
    <Link aria-current={isHere ? 'page' : undefined} className="nav__link" href={href} id={id} prefetch={false}>
      {isHere && <div className="nav__link-indicator" />}
      <span className="nav__link-label">{children}</span>
    </Link>
  )
}
