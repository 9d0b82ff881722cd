import { expect, it } from 'vitest'
import { readMultipartForm } from '../../../electron/practice/multipart-form'

async function bodyOf(form: FormData) {
  const response = new Response(form)
  return { body: Buffer.from(await response.arrayBuffer()), type: response.headers.get('content-type') ?? '' }
}

it('reads the fields and the file of a form, whatever bytes the file has', async () => {
  const bytes = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10, 13, 10])
  const form = new FormData()
  form.set('message', '{"text":"é"}')
  form.set('filedata', new File([bytes], 'photo.png', { type: 'image/png' }))
  const { body, type } = await bodyOf(form)
  const parts = readMultipartForm(body, type)
  expect(parts?.map(({ name, fileName }) => [name, fileName])).toEqual([
    ['message', null],
    ['filedata', 'photo.png'],
  ])
  expect(parts?.[0]?.bytes.toString()).toBe('{"text":"é"}')
  expect(parts?.[1]).toMatchObject({ mimeType: 'image/png' })
  expect(parts?.[1]?.bytes.equals(bytes)).toBe(true)
})

it.each([
  ['without a boundary', 'multipart/form-data', '--x\r\n\r\n'],
  ['that ends in the middle', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb'],
  ['without a name', 'multipart/form-data; boundary="x"', '--x\r\ncontent-type: text/plain\r\n\r\nb\r\n--x--'],
  ['of nothing', 'multipart/form-data; boundary=x', ''],
])('reads nothing of a form %s', (_, type, body) => {
  expect(readMultipartForm(Buffer.from(body), type)).toBeNull()
})
