Feature: Orders, returns and shops
  Callers of Harbor Bicycles ask where their order is, whether they may return a bicycle, and when a shop is open.
  They want the answer without waiting for a person.
  After each answer the caller is offered the same menu again.

  Rule: Every call begins with the main menu

    Scenario: A caller first hears what Harbor Bicycles offers
      Given a caller on the line
      Then the caller hears:
        """
        Thank you for calling Harbor Bicycles.
        For sales, press 1. For support, press 2. For our shops and opening hours, press 3. For a person's extension, press 4. For the operator, press 0. To hear this again, press the hash key.
        """
      And the line waits for the caller

    Scenario: A caller who says nothing hears the main menu again after seven seconds
      Given a caller on the line
      When the caller times out
      Then the caller was given 7 seconds to press a key
      And the caller hears:
        """
        For sales, press 1. For support, press 2. For our shops and opening hours, press 3. For a person's extension, press 4. For the operator, press 0. To hear this again, press the hash key.
        """

    Scenario: A key that the main menu does not name is answered by the choices
      Given a caller on the line
      When the caller presses 7
      Then the caller hears:
        """
        Sorry, that is not one of the choices.
        For sales, press 1. For support, press 2. For our shops and opening hours, press 3. For a person's extension, press 4. For the operator, press 0. To hear this again, press the hash key.
        """

  Rule: An order number tells where an order is

    Scenario: A caller learns that the order was shipped
      When the caller dials then presses 2 then presses 1
      Then the caller hears:
        """
        Enter your order number, then press hash. To go back, press star, then hash.
        """
      When the caller presses 4711#
      Then the caller hears:
        """
        Your order was shipped on Tuesday.
        For the status of an order, press 1. For the workshop, press 2. For returns, press 3. To go back to the main menu, press the star key.
        """
      And the line waits for the caller

    Scenario: A caller with a wrong order number may enter another one
      When the caller dials then presses 2 then presses 1 then presses 4713#
      Then the caller hears:
        """
        We have no order with that number.
        Enter your order number, then press hash. To go back, press star, then hash.
        """
      When the caller presses 4712#
      Then the caller hears, among other things, "Your order is ready for collection in Portland."

    Scenario: A caller without the order number at hand goes back
      When the caller dials then presses 2 then presses 1 then presses *#
      Then the caller hears:
        """
        For sales, press 1. For support, press 2. For our shops and opening hours, press 3. For a person's extension, press 4. For the operator, press 0. To hear this again, press the hash key.
        """
      And the line waits for the caller

  Rule: Returns, addresses and opening hours need no number

    Scenario: A bicycle may be returned within 30 days
      When the caller dials then presses 2 then presses 3
      Then the caller hears:
        """
        You may return a bicycle within 30 days, in any of our shops.
        For the status of an order, press 1. For the workshop, press 2. For returns, press 3. To go back to the main menu, press the star key.
        """
      And the line waits for the caller

    Scenario Outline: A caller learns when the shop in <city> is open
      When the caller dials then presses 3 then presses <key>
      Then the caller hears:
        """
        <opening>
        For Portland, press 1. For Seattle, press 2. Or press star to go back.
        """
      And the line waits for the caller

      Examples:
        | city     | key | opening                                                                                  |
        | Portland | 1   | Our Portland shop, at 12 Harbor Street, is open Monday to Saturday from 10 A.M. to 6 P.M. |
        | Seattle  | 2   | Our Seattle shop, at 400 Pine Street, is open every day from 11 A.M. to 7 P.M.           |

    Scenario: A caller who has heard enough goes back to the main menu and hangs up
      When the caller dials then presses 3 then presses *
      Then the caller hears:
        """
        For sales, press 1. For support, press 2. For our shops and opening hours, press 3. For a person's extension, press 4. For the operator, press 0. To hear this again, press the hash key.
        """
      When the caller hangs up
      Then the call is over
