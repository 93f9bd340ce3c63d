import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useAction } from '../../ipc/hooks';

const scales = [
  { scale: 1, words: 'real time' },
  { scale: 10, words: 'a minute in 6 s' },
  { scale: 60, words: 'an hour in a minute' },
];

interface Props {
  anchor: HTMLElement;
  scale: number;
  onClose: () => void;
}

/** How fast the practice server's time passes: idle timeouts and recycling needn't be waited for. */
export default function ClockMenu({ anchor, scale, onClose }: Props) {
  const set = useAction('practice.setClock');
  return (
    <Menu
      open
      anchorEl={anchor}
      onClose={onClose}
      slotProps={{ list: { 'aria-label': "The practice server's clock" } }}
    >
      {scales.map((choice) => (
        <MenuItem
          key={choice.scale}
          selected={choice.scale === scale}
          onClick={() => set.mutate({ scale: choice.scale }, { onSettled: onClose })}
        >
          ×{choice.scale}: {choice.words}
        </MenuItem>
      ))}
    </Menu>
  );
}
