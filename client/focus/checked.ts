import type { FormInstance } from 'antd';

type FirstFault = { errorFields?: { name: (string | number)[] }[] };

/** How whoever fills a form in comes to the first field that does not fit, beside which it says what. */
export const TO_FAULT = { focus: true, block: 'center' } as const;

/** What a form holds. Where something does not fit it goes there and throws: the button pressed may stand far below, and would seem to do nothing. */
export async function checked<Fields>(form: FormInstance<Fields>): Promise<Fields> {
  try {
    return await form.validateFields();
  } catch (error) {
    const name = (error as FirstFault).errorFields?.[0]?.name;
    if (name) form.scrollToField(name as never, TO_FAULT);
    throw error;
  }
}
