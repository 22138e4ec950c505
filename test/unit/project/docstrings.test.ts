import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const parse = (file: string) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)

/** Where each name that the package exports for the server is declared. */
const exported = parse('src/index.ts').statements.flatMap((statement) => {
  if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) {
    throw new Error(`src/index.ts only hands names on: ${statement.getText()}`)
  }
  const { elements } = statement.exportClause
  const { text } = statement.moduleSpecifier as ts.StringLiteral
  const { statements } = parse(join('src', text.replace(/\.js$/, '.ts')))
  return elements.map(({ name, propertyName = name }) => {
    const declaration = statements.find((one) => namesOf(one).includes(propertyName.text))
    return { name: name.text, declaration }
  })
})

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText())
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  return isNamed && statement.name ? [statement.name.text] : []
}

const isSaid = (node: ts.Node): boolean =>
  ts.getJSDocCommentsAndTags(node).some(({ comment }) => comment !== undefined && comment.length > 0)

test('everything that the package exports has a docstring, which is what a host reads of it', () => {
  expect(exported.length).toBeGreaterThan(100)
  expect(exported.filter(({ declaration }) => !declaration || !isSaid(declaration)).map(({ name }) => name)).toEqual([])
})

test('every option says what it is for', () => {
  const members = exported.flatMap(({ name, declaration }) =>
    declaration && ts.isInterfaceDeclaration(declaration) && name.endsWith('Options')
      ? declaration.members.map((member) => ({ of: `${name}.${member.name?.getText()}`, member }))
      : [],
  )
  expect(members.length).toBeGreaterThan(100)
  expect(members.filter(({ member }) => !isSaid(member)).map(({ of }) => of)).toEqual([])
})
