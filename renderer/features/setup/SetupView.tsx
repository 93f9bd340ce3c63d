import type { ReactNode } from 'react';
import type { CallOutput } from '../../../shared/contract';
import type { SetupPlan } from '../../../shared/model/setup';
import { ErrorState } from '../../components/ErrorState';
import { Page } from '../../components/Page';
import type { PageProps } from '../shell/page-props';
import { ApplicationStep } from './ApplicationStep';
import { ApplyStep } from './ApplyStep';
import { ChangesStep } from './ChangesStep';
import { ProofStep } from './ProofStep';
import { SocketStep } from './SocketStep';
import { StepNav } from './StepNav';
import { useSetup } from './use-setup';

interface Props {
  where: { serverId: string; site: string; application: string };
  stored: CallOutput<'setup.get'>;
  plan: SetupPlan;
  picker: ReactNode;
  navigate: PageProps['navigate'];
}

/** The step that the set-up stands at, with its heading. */
export function SetupView({ where, stored, plan, picker, navigate }: Props) {
  const setup = useSetup(where, stored.answers);
  const { step } = setup.answers;
  const name = where.application === '/' ? where.site : where.site + where.application;
  const frame = (heading: string, sub: string, children: ReactNode, fixed = false) => (
    <Page heading={heading} names={[where.site]} sub={sub} right={picker} fixed={fixed}>
      <StepNav step={step} onGo={setup.go} />
      {setup.error && <ErrorState inline error={setup.error} />}
      {children}
    </Page>
  );
  switch (step) {
    case 'application':
      return frame(
        `What takes the sockets of ${name}?`,
        'Five steps; leave at any time, the answers stay. Nothing is written before Apply.',
        <ApplicationStep setup={setup} plan={plan} />,
      );
    case 'socket':
      return frame(
        `Where is the socket of ${name}, and how many are expected?`,
        'What is not known can be left empty.',
        <SocketStep setup={setup} />,
      );
    case 'changes':
      return frame(
        plan.verdict,
        'Choose; the next step shows what is written, line by line.',
        <ChangesStep setup={setup} plan={plan} />,
      );
    case 'apply':
      return <ApplyStep setup={setup} begun={stored.begun} frame={frame} />;
    case 'proof':
      return <ProofStep setup={setup} begun={stored.begun} plan={plan} frame={frame} navigate={navigate} />;
  }
}

/** Draws a step under the heading that it knows. */
export type Frame = (heading: string, sub: string, children: ReactNode, fixed?: boolean) => ReactNode;
