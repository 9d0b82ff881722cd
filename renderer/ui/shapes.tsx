import './shapes.css'

/** Quiet shapes of what is being fetched; nothing for the first 300 ms, in which it usually comes. */
export function Shapes({ label, kind, count }: { label: string; kind: 'rows' | 'bubbles' | 'lines'; count: number }) {
  return (
    <div className={`shapes ${kind}`} role="status" aria-label={label}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="shape">
          {kind === 'rows' && <span className="shape-face" />}
          <span className="shape-lines" />
        </div>
      ))}
    </div>
  )
}
