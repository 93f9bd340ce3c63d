/** The product's mark: a cable between two jacks. */
export function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" fill="none" aria-hidden="true" focusable="false">
      <rect width="22" height="22" rx="6" fill="var(--accent)" />
      <path
        d="M5.5 14.5C7 6.5 9.5 6.5 11 11S15 15.5 16.5 7.5"
        stroke="var(--card)"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <circle cx="5.5" cy="14.5" r="2.1" fill="var(--card)" />
      <circle cx="16.5" cy="7.5" r="2.1" fill="var(--card)" />
    </svg>
  );
}
