;; Finds the rows that matter in a piece of a space-separated log (W3C, HTTPERR), 64 bytes at a time.
;;
;; Memory:  0     1,000 bytes: 1 where rows of this status are wanted
;;          1024  what the last call found: where to go on, lines, malformed lines, rows (u32 each)
;;          2048  the rows: start of the line, its end (the line feed), status or -1, where the status stands or 0
;;                (i32 each, at most 3,900)
;;          65536 the text, put there by the caller, followed by at least 64 bytes that may be read
(module
  (memory (export "memory") 8)

  ;; Looks at the whole lines in [from, to), whose first byte is at `from`. `column` is how many spaces stand before
  ;; the status; `malformedToo` makes rows of lines without a status, too. Answers 0 at the end of the last whole line,
  ;; 1 at a line that begins with #, NUL, CR or LF (not counted: the caller's), 2 when there is no room for more rows.
  (func (export "findRows") (param $from i32) (param $to i32) (param $column i32) (param $malformedToo i32)
    (result i32)
    (local $base i32)      ;; of the 64 bytes looked at
    (local $line i32)      ;; start of the line
    (local $end i32)       ;; its line feed
    (local $need i32)      ;; spaces still to come before the status; 0 when it was found
    (local $status i32)    ;; where the status begins; 0 when it was not found
    (local $first i32)     ;; the line's first byte
    (local $count i32)
    (local $lines i32) (local $malformed i32) (local $row i32) (local $reason i32)
    (local $word i32) (local $value i32)
    (local $feeds i64) (local $spaces i64) (local $before i64) (local $bit i64)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $feed v128) (local $space v128)

    (local.set $feed (i8x16.splat (i32.const 10)))
    (local.set $space (i8x16.splat (i32.const 32)))
    (local.set $row (i32.const 2048))
    (local.set $base (local.get $from))
    (local.set $line (local.get $from))
    (local.set $need (local.get $column))
    (local.set $status (select (local.get $from) (i32.const 0) (i32.eqz (local.get $column))))

    (block $done
      (loop $block
        (br_if $done (i32.ge_u (local.get $base) (local.get $to)))
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
        ;; What lies behind the text is none of it.
        (if (i32.gt_u (i32.add (local.get $base) (i32.const 64)) (local.get $to))
          (then
            (local.set $before
              (i64.sub
                (i64.shl (i64.const 1) (i64.extend_i32_u (i32.sub (local.get $to) (local.get $base))))
                (i64.const 1)))
            (local.set $feeds (i64.and (local.get $feeds) (local.get $before)))
            (local.set $spaces (i64.and (local.get $spaces) (local.get $before)))))

        (block $fed
          (loop $feedLoop
            ;; The spaces of this line: all of them, or those before its line feed.
            (if (i64.eqz (local.get $feeds))
              (then (local.set $before (local.get $spaces)))
              (else
                (local.set $bit (i64.and (local.get $feeds) (i64.sub (i64.const 0) (local.get $feeds))))
                (local.set $before (i64.and (local.get $spaces) (i64.sub (local.get $bit) (i64.const 1))))))
            (if (local.get $need)
              (then
                (local.set $count (i32.wrap_i64 (i64.popcnt (local.get $before))))
                (if (i32.lt_u (local.get $count) (local.get $need))
                  (then (local.set $need (i32.sub (local.get $need) (local.get $count))))
                  (else
                    (block $at
                      (loop $next
                        (local.set $need (i32.sub (local.get $need) (i32.const 1)))
                        (br_if $at (i32.eqz (local.get $need)))
                        (local.set $before (i64.and (local.get $before) (i64.sub (local.get $before) (i64.const 1))))
                        (br $next)))
                    (local.set $status
                      (i32.add
                        (i32.add (local.get $base) (i32.const 1))
                        (i32.wrap_i64 (i64.ctz (local.get $before)))))))))
            (br_if $fed (i64.eqz (local.get $feeds)))

            ;; The line is whole.
            (local.set $end (i32.add (local.get $base) (i32.wrap_i64 (i64.ctz (local.get $feeds)))))
            (local.set $first (i32.load8_u (local.get $line)))
            (if (i32.le_u (local.get $first) (i32.const 35))
              (then
                (if (i32.or
                      (i32.or (i32.eq (local.get $first) (i32.const 35)) (i32.eqz (local.get $first)))
                      (i32.or (i32.eq (local.get $first) (i32.const 13)) (i32.eq (local.get $first) (i32.const 10))))
                  (then
                    (local.set $reason (i32.const 1))
                    (br $done)))))
            (local.set $lines (i32.add (local.get $lines) (i32.const 1)))

            ;; Three digits and then a space or the line's end. 0x30 is "0".
            (local.set $value (i32.const -1))
            (if (local.get $status)
              (then
                (local.set $word (i32.sub (i32.load (local.get $status)) (i32.const 0x00303030)))
                (if (i32.and
                      (i32.and
                        (i32.le_u (i32.and (local.get $word) (i32.const 0xff)) (i32.const 9))
                        (i32.le_u (i32.and (i32.shr_u (local.get $word) (i32.const 8)) (i32.const 0xff)) (i32.const 9)))
                      (i32.le_u (i32.and (i32.shr_u (local.get $word) (i32.const 16)) (i32.const 0xff)) (i32.const 9)))
                  (then
                    (local.set $first (i32.shr_u (local.get $word) (i32.const 24)))
                    (if (i32.or
                          (i32.eq (local.get $first) (i32.const 32))
                          (i32.or
                            (i32.eq (i32.add (local.get $status) (i32.const 3)) (local.get $end))
                            (i32.and
                              (i32.eq (local.get $first) (i32.const 13))
                              (i32.eq (i32.add (local.get $status) (i32.const 4)) (local.get $end)))))
                      (then
                        (local.set $value
                          (i32.add
                            (i32.add
                              (i32.mul (i32.and (local.get $word) (i32.const 0xff)) (i32.const 100))
                              (i32.mul (i32.and (i32.shr_u (local.get $word) (i32.const 8)) (i32.const 0xff)) (i32.const 10)))
                            (i32.and (i32.shr_u (local.get $word) (i32.const 16)) (i32.const 0xff))))))))))
            (if (i32.lt_s (local.get $value) (i32.const 0))
              (then
                (local.set $malformed (i32.add (local.get $malformed) (i32.const 1)))
                (if (local.get $malformedToo)
                  (then
                    (i32.store (local.get $row) (local.get $line))
                    (i32.store offset=4 (local.get $row) (local.get $end))
                    (i32.store offset=8 (local.get $row) (i32.const -1))
                    (i32.store offset=12 (local.get $row) (local.get $status))
                    (local.set $row (i32.add (local.get $row) (i32.const 16))))))
              (else
                (if (i32.load8_u (local.get $value))
                  (then
                    (i32.store (local.get $row) (local.get $line))
                    (i32.store offset=4 (local.get $row) (local.get $end))
                    (i32.store offset=8 (local.get $row) (local.get $value))
                    (i32.store offset=12 (local.get $row) (local.get $status))
                    (local.set $row (i32.add (local.get $row) (i32.const 16)))))))

            ;; The next line.
            (local.set $line (i32.add (local.get $end) (i32.const 1)))
            (local.set $need (local.get $column))
            (local.set $status (select (local.get $line) (i32.const 0) (i32.eqz (local.get $column))))
            (local.set $spaces (i64.and (local.get $spaces) (i64.xor (i64.or (local.get $bit) (i64.sub (local.get $bit) (i64.const 1))) (i64.const -1))))
            (local.set $feeds (i64.xor (local.get $feeds) (local.get $bit)))
            (if (i32.ge_u (local.get $row) (i32.const 64448))
              (then
                (local.set $reason (i32.const 2))
                (br $done)))
            (br $feedLoop)))

        (local.set $base (i32.add (local.get $base) (i32.const 64)))
        (br $block)))

    (i32.store (i32.const 1024) (local.get $line))
    (i32.store (i32.const 1028) (local.get $lines))
    (i32.store (i32.const 1032) (local.get $malformed))
    (i32.store (i32.const 1036) (i32.div_u (i32.sub (local.get $row) (i32.const 2048)) (i32.const 16)))
    (local.get $reason))
)
