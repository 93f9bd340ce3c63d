;; Finds the rows that matter in a piece of a space-separated log (W3C, HTTPERR).
;;
;; Memory:  0     1,000 bytes: 1 where rows of this status are wanted
;;          1023  the same for malformed lines
;;          1024  what the last call found: where to go on, lines, malformed lines, rows (u32 each)
;;          2048  the rows: start of the line, its end (the line feed), status or -1, where the status stands or 0
;;                (i32 each, at most 3,550)
;;          58880 where the fields of the line begin that was split last (i32 each, at most 1,001)
;;          63008 the 64 blocks of 64 bytes that are looked at together, 32 bytes for each: its line feeds and its spaces
;;                (i64 each, a bit for a byte), the spaces before it (i32). The block before them stands at 62976
;;          65056 where those of them stand that lines end in (i32 each)
;;          65536 the text, put there by the caller; the 64 bytes behind it are overwritten
(module
  (memory (export "memory") 8)
  (global $passed (mut i32) (i32.const 0)) ;; spaces in all blocks so far
  (global $last (mut i64) (i64.const 0))   ;; those of the last block

  ;; Looks at the blocks of [base, to), at most 64; answers the end of the list of those that lines end in. It has no
  ;; branch that depends on the text: the processor can't foretell where lines end, and each wrong guess costs as much
  ;; as two blocks.
  (func $blocks (param $base i32) (param $to i32) (result i32)
    (local $block i32) (local $listed i32) (local $passed i32) (local $feeds i64) (local $spaces i64)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $feed v128) (local $space v128)
    (local.set $feed (i8x16.splat (i32.const 10)))
    (local.set $space (i8x16.splat (i32.const 32)))
    (local.set $block (i32.const 63008))
    (local.set $listed (i32.const 65056))
    (local.set $passed (global.get $passed))
    (i64.store (i32.const 62984) (global.get $last))
    (loop $next
      (local.set $a (v128.load (local.get $base)))
      (local.set $b (v128.load offset=16 (local.get $base)))
      (local.set $c (v128.load offset=32 (local.get $base)))
      (local.set $d (v128.load offset=48 (local.get $base)))
      (local.set $feeds
        (i64.or
          (i64.or
            (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $a) (local.get $feed))))
            (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $b) (local.get $feed)))) (i64.const 16)))
          (i64.or
            (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $c) (local.get $feed)))) (i64.const 32))
            (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $d) (local.get $feed)))) (i64.const 48)))))
      (local.set $spaces
        (i64.or
          (i64.or
            (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $a) (local.get $space))))
            (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $b) (local.get $space)))) (i64.const 16)))
          (i64.or
            (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $c) (local.get $space)))) (i64.const 32))
            (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $d) (local.get $space)))) (i64.const 48)))))
      (i64.store (local.get $block) (local.get $feeds))
      (i64.store offset=8 (local.get $block) (local.get $spaces))
      (i32.store offset=16 (local.get $block) (local.get $passed))
      (i32.store (local.get $listed) (local.get $block))
      (local.set $listed (i32.add (local.get $listed) (i32.shl (i64.ne (local.get $feeds) (i64.const 0)) (i32.const 2))))
      (local.set $block (i32.add (local.get $block) (i32.const 32)))
      (local.set $passed (i32.add (local.get $passed) (i32.wrap_i64 (i64.popcnt (local.get $spaces)))))
      (local.set $base (i32.add (local.get $base) (i32.const 64)))
      (br_if $next (i32.lt_u (local.get $base) (local.get $to))))
    (global.set $passed (local.get $passed))
    (global.set $last (local.get $spaces))
    (local.get $listed))

  ;; Where the field behind the first `column` spaces of the line [at, end) begins; 0 when it has fewer.
  (func $fieldAt (param $at i32) (param $end i32) (param $column i32) (result i32)
    (local $spaces i32) (local $count i32)
    (if (i32.eqz (local.get $column)) (then (return (local.get $at))))
    (loop $next
      (local.set $spaces (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (i8x16.splat (i32.const 32)))))
      (if (i32.gt_u (i32.add (local.get $at) (i32.const 16)) (local.get $end))
        (then
          (local.set $spaces
            (i32.and
              (local.get $spaces)
              (i32.sub (i32.shl (i32.const 1) (i32.sub (local.get $end) (local.get $at))) (i32.const 1))))))
      (local.set $count (i32.popcnt (local.get $spaces)))
      (if (i32.lt_u (local.get $count) (local.get $column))
        (then
          (local.set $column (i32.sub (local.get $column) (local.get $count)))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $next (i32.lt_u (local.get $at) (local.get $end)))
          (return (i32.const 0)))))
    (block $at
      (loop $drop
        (local.set $column (i32.sub (local.get $column) (i32.const 1)))
        (br_if $at (i32.eqz (local.get $column)))
        (local.set $spaces (i32.and (local.get $spaces) (i32.sub (local.get $spaces) (i32.const 1))))
        (br $drop)))
    (i32.add (i32.add (local.get $at) (i32.const 1)) (i32.ctz (local.get $spaces))))

  ;; -1, or `value` where the line ends behind the three digits at `at`. No digit stands at address 0.
  (func $lastField (param $at i32) (param $end i32) (param $value i32) (result i32)
    (local $word i32)
    (local.set $word (i32.load (local.get $at)))
    (if (i32.eq
          (i32.or
            (i32.and (local.get $word) (i32.const 0xf0f0f0))
            (i32.and (i32.shr_u (i32.add (local.get $word) (i32.const 0x060606)) (i32.const 4)) (i32.const 0x0f0f0f)))
          (i32.const 0x333333))
      (then
        (if (i32.or
              (i32.eq (i32.add (local.get $at) (i32.const 3)) (local.get $end))
              (i32.and
                (i32.eq (i32.add (local.get $at) (i32.const 4)) (local.get $end))
                (i32.eq (i32.shr_u (local.get $word) (i32.const 24)) (i32.const 13))))
          (then (return (local.get $value))))))
    (i32.const -1))

  ;; Looks at the whole lines in [from, to), whose first byte is at `from`. `column` is how many spaces stand before
  ;; the status, `width` how many a line has by its #Fields; `malformedToo` makes rows of lines without a status, too.
  ;; Answers 0 at the end of the last whole line, 1 at a line that begins with #, NUL, CR or LF (not counted: the
  ;; caller's), 2 when there is no room for more rows.
  (func (export "findRows")
    (param $from i32) (param $to i32) (param $column i32) (param $width i32) (param $malformedToo i32) (result i32)
    (local $line i32)      ;; start of the line
    (local $end i32)       ;; its line feed
    (local $status i32)    ;; where the status begins; 0 when it was not found
    (local $behind i32)    ;; spaces behind the status in a line that has all its fields
    (local $listed i32) (local $listEnd i32)
    (local $block i32)     ;; that the line ends in
    (local $text i32)      ;; of the block
    (local $blockText i32) ;; what makes the one of the other
    (local $count i32)     ;; spaces from `from` to the line feed
    (local $before i32)    ;; to the line
    (local $lines i32) (local $malformed i32) (local $row i32) (local $reason i32)
    (local $word i32) (local $value i32) (local $left i32)
    (local $feeds i64) (local $bit i64)
    (local $window i64)    ;; the spaces in the 64 bytes before the line feed

    (i32.store8 (i32.const 1023) (local.get $malformedToo))
    ;; What lies behind the text is none of it.
    (v128.store (local.get $to) (v128.const i64x2 0 0))
    (v128.store offset=16 (local.get $to) (v128.const i64x2 0 0))
    (v128.store offset=32 (local.get $to) (v128.const i64x2 0 0))
    (v128.store offset=48 (local.get $to) (v128.const i64x2 0 0))
    (global.set $passed (i32.const 0))
    (global.set $last (i64.const 0))
    (local.set $row (i32.const 2048))
    (local.set $line (local.get $from))
    (local.set $behind (i32.sub (local.get $width) (local.get $column)))
    (if (i32.le_s (local.get $column) (i32.const 0)) (then (local.set $width (i32.const -1))))

    (block $done
      (loop $batch
        (br_if $done (i32.ge_u (local.get $from) (local.get $to)))
        (local.set $blockText (i32.sub (local.get $from) (i32.const 126016)))
        (local.set $end (i32.add (local.get $from) (i32.const 4096)))
        (local.set $listEnd
          (call $blocks
            (local.get $from)
            (select (local.get $end) (local.get $to) (i32.lt_u (local.get $end) (local.get $to)))))
        (local.set $from (local.get $end))
        (local.set $listed (i32.const 65056))
        (br_if $batch (i32.eq (local.get $listed) (local.get $listEnd)))
        (loop $ends
          (local.set $block (i32.load (local.get $listed)))
          (local.set $text (i32.add (local.get $blockText) (i32.shl (local.get $block) (i32.const 1))))
          (local.set $feeds (i64.load (local.get $block)))
          (loop $line
            (local.set $bit (i64.ctz (local.get $feeds)))
            (local.set $end (i32.add (local.get $text) (i32.wrap_i64 (local.get $bit))))
            (local.set $value (i32.load8_u (local.get $line)))
            (if (i32.le_u (local.get $value) (i32.const 35))
              (then
                (if (i32.or
                      (i32.or (i32.eq (local.get $value) (i32.const 35)) (i32.eqz (local.get $value)))
                      (i32.or (i32.eq (local.get $value) (i32.const 13)) (i32.eq (local.get $value) (i32.const 10))))
                  (then
                    (local.set $reason (i32.const 1))
                    (br $done)))))
            (local.set $lines (i32.add (local.get $lines) (i32.const 1)))

            ;; In a line that has all its fields, the status is counted from the end: mostly it stands in the window, and
            ;; the same number of steps leads to it in each line.
            (local.set $window
              (i64.shl (i64.load offset=8 (local.get $block)) (i64.sub (i64.const 63) (local.get $bit))))
            (local.set $count
              (i32.add (i32.load offset=16 (local.get $block)) (i32.wrap_i64 (i64.popcnt (local.get $window)))))
            (local.set $window
              (i64.or
                (i64.shl (local.get $window) (i64.const 1))
                (i64.shr_u (i64.load offset=8 (i32.sub (local.get $block) (i32.const 32))) (local.get $bit))))
            (block $found
              (block $missed
                (br_if $missed (i32.ne (i32.sub (local.get $count) (local.get $before)) (local.get $width)))
                (local.set $left (local.get $behind))
                (block $dropped
                  (loop $drop
                    (br_if $dropped (i32.eqz (local.get $left)))
                    (local.set $window
                      (i64.and
                        (local.get $window)
                        (i64.xor
                          (i64.shr_u (i64.const 0x8000000000000000) (i64.clz (local.get $window)))
                          (i64.const -1))))
                    (local.set $left (i32.sub (local.get $left) (i32.const 1)))
                    (br $drop)))
                (br_if $missed (i64.eqz (local.get $window)))
                (local.set $status (i32.sub (local.get $end) (i32.wrap_i64 (i64.clz (local.get $window)))))
                (br $found))
              (local.set $status (call $fieldAt (local.get $line) (local.get $end) (local.get $column))))

            (local.set $word (i32.load (local.get $status)))
            (local.set $value
              (i32.add
                (i32.add
                  (i32.mul (i32.and (local.get $word) (i32.const 0xf)) (i32.const 100))
                  (i32.mul (i32.and (i32.shr_u (local.get $word) (i32.const 8)) (i32.const 0xf)) (i32.const 10)))
                (i32.and (i32.shr_u (local.get $word) (i32.const 16)) (i32.const 0xf))))
            ;; Three digits, 0x30 to 0x39 (6 more make no 0x40 of them), and a space.
            (if (i32.ne
                  (i32.or
                    (i32.and (local.get $word) (i32.const 0xfff0f0f0))
                    (i32.and (i32.shr_u (i32.add (local.get $word) (i32.const 0x060606)) (i32.const 4)) (i32.const 0x0f0f0f)))
                  (i32.const 0x20333333))
              (then
                (local.set $value (call $lastField (local.get $status) (local.get $end) (local.get $value)))
                (local.set $malformed (i32.add (local.get $malformed) (i32.shr_u (local.get $value) (i32.const 31))))))
            (if (i32.load8_u (i32.and (local.get $value) (i32.const 1023)))
              (then
                (i32.store (local.get $row) (local.get $line))
                (i32.store offset=4 (local.get $row) (local.get $end))
                (i32.store offset=8 (local.get $row) (local.get $value))
                (i32.store offset=12 (local.get $row) (local.get $status))
                (local.set $row (i32.add (local.get $row) (i32.const 16)))))

            (local.set $line (i32.add (local.get $end) (i32.const 1)))
            (local.set $before (local.get $count))
            (if (i32.ge_u (local.get $row) (i32.const 58848))
              (then
                (local.set $reason (i32.const 2))
                (br $done)))
            (local.set $feeds (i64.and (local.get $feeds) (i64.sub (local.get $feeds) (i64.const 1))))
            (br_if $line (i64.ne (local.get $feeds) (i64.const 0))))
          (local.set $listed (i32.add (local.get $listed) (i32.const 4)))
          (br_if $ends (i32.lt_u (local.get $listed) (local.get $listEnd))))
        (br $batch)))

    (i32.store (i32.const 1024) (local.get $line))
    (i32.store (i32.const 1028) (local.get $lines))
    (i32.store (i32.const 1032) (local.get $malformed))
    (i32.store (i32.const 1036) (i32.div_u (i32.sub (local.get $row) (i32.const 2048)) (i32.const 16)))
    (local.get $reason))

  ;; The spaces in the 64 bytes at `at`, a bit each; none at `to` and behind it.
  (func $spaces (param $at i32) (param $to i32) (result i64)
    (local $spaces i64) (local $space v128)
    (local.set $space (i8x16.splat (i32.const 32)))
    (local.set $spaces
      (i64.or
        (i64.extend_i32_u
          (i32.or
            (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (local.get $space)))
            (i32.shl (i8x16.bitmask (i8x16.eq (v128.load offset=16 (local.get $at)) (local.get $space))) (i32.const 16))))
        (i64.shl
          (i64.extend_i32_u
            (i32.or
              (i8x16.bitmask (i8x16.eq (v128.load offset=32 (local.get $at)) (local.get $space)))
              (i32.shl (i8x16.bitmask (i8x16.eq (v128.load offset=48 (local.get $at)) (local.get $space))) (i32.const 16))))
          (i64.const 32))))
    (if (i32.gt_u (i32.add (local.get $at) (i32.const 64)) (local.get $to))
      (then
        (return
          (i64.and
            (local.get $spaces)
            (i64.sub
              (i64.shl (i64.const 1) (i64.extend_i32_u (i32.sub (local.get $to) (local.get $at))))
              (i64.const 1))))))
    (local.get $spaces))

  ;; Splits the line, or the rest of it, [from, to), that begins with field `column`: lists where each field up to `width`
  ;; begins, and where `width` would. Fields that it lacks begin behind its end.
  (func (export "splitLine") (param $from i32) (param $to i32) (param $column i32) (param $width i32)
    (local $spaces i64) (local $at i32) (local $last i32)
    (local.set $at (i32.add (i32.const 58880) (i32.shl (local.get $column) (i32.const 2))))
    (local.set $last (i32.add (i32.const 58880) (i32.shl (local.get $width) (i32.const 2))))
    (i32.store (local.get $at) (local.get $from))
    (block $full
      (br_if $full (i32.ge_u (local.get $at) (local.get $last)))
      (loop $block
        (if (i32.lt_u (local.get $from) (local.get $to))
          (then
            (local.set $spaces (call $spaces (local.get $from) (local.get $to)))
            (block $none
              (loop $next
                (br_if $none (i64.eqz (local.get $spaces)))
                (local.set $at (i32.add (local.get $at) (i32.const 4)))
                (i32.store
                  (local.get $at)
                  (i32.add (i32.add (local.get $from) (i32.const 1)) (i32.wrap_i64 (i64.ctz (local.get $spaces)))))
                (br_if $full (i32.eq (local.get $at) (local.get $last)))
                (local.set $spaces (i64.and (local.get $spaces) (i64.sub (local.get $spaces) (i64.const 1))))
                (br $next)))
            (local.set $from (i32.add (local.get $from) (i32.const 64)))
            (br $block))))
      (loop $lacking
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (i32.store (local.get $at) (i32.add (local.get $to) (i32.const 1)))
        (br_if $lacking (i32.ne (local.get $at) (local.get $last))))))
)
