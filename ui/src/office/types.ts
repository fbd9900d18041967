/** What the bindings do not have yet: the drawing of tickets. */

export type TicketOrder = {
  folder: string;
  format: string;
  paper: string;
  one_file: boolean;
  attendees: string[];
};

export type Coming = {
  drawTickets(order: TicketOrder): Promise<null>;
};
