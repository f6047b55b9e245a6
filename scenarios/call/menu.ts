import type { Route } from '../../contracts/call-settings';
import { stay, type Step } from './effect';
import type { CallInput } from './input';
import { sayingMaxMs } from './patience';
import { hush, speak } from './speak';
import type { CallFacts, Menu } from './state';
import { enqueue } from './wait';

/** After the greeting: the menu where there is one, else the queue. */
export function offerChoice(facts: CallFacts): Step {
  const { menu: offered } = facts.settings;
  if (!offered) return enqueue(facts);
  const [spoken, effect] = speak(facts, 'menu', offered.prompt);
  return [{ at: 'menu', facts: spoken, untilMs: facts.nowMs + sayingMaxMs(offered.prompt) + offered.answerMs }, [effect]];
}

/** What a route leaves out stays as it is. */
export function along(facts: CallFacts, route: Route = {}): CallFacts {
  const { queueName, lastOperators, skills } = facts;
  const { queue } = route;
  return {
    ...facts, queueName: queue ?? queueName, skills: route.skills ?? skills, lastOperators: queue === undefined ? lastOperators : route.lastOperators,
  };
}

/** One digit decides, also before the sentence is over; no or a wrong one takes the ordinary route. */
export function menu(state: Menu, input: CallInput): Step | null {
  const { facts } = state;
  const { menu: offered } = facts.settings;
  switch (input.kind) {
    case 'digit': {
      return enqueue(along(hush(facts), offered?.choices[input.digit]));
    }
    case 'said':
      return stay({ ...state, facts: hush(facts), untilMs: facts.nowMs + (offered?.answerMs ?? 0) });
    case 'tick':
      return enqueue(hush(facts));
    default:
      return null;
  }
}
