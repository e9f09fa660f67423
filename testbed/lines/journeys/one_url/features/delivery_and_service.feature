Feature: Delivery and service
  Callers of Northwind Furniture who have ordered want to choose the day of the delivery, or to be called back.
  They have their order number before them.
  Every choice that can be said is a word of the prompt before it.

  Rule: A delivery is booked by order number and day

    Scenario: A caller with an order hears on which days it can come
      Given a caller on the line
      When the caller says "delivery" then says "260417"
      Then the caller hears:
        """
        We can deliver on Monday, Wednesday or Friday. Say the day, or press 1 for Monday, 2 for Wednesday or 3 for Friday.
        """
      And the line waits for the caller

    Scenario Outline: A caller who <does> has booked a day
      Given a caller on the line
      When the caller presses 2 then presses 260417 then <does>
      Then the caller hears:
        """
        Thank you. Your delivery is booked. Goodbye.
        """
      And the call is over

      Examples:
        | does                 |
        | presses 1            |
        | says "wednesday"     |
        | says "Friday please" |

    Scenario: An order number that nobody knows is asked for again
      Given a caller on the line
      When the caller presses 2 then presses 999999
      Then the caller hears:
        """
        Sorry, we did not understand that.
        Please say or enter the six digits of your order number.
        """
      And the line waits for the caller

    Scenario: A caller who says no day goes back to the main menu
      Given a caller on the line
      When the caller presses 2 then presses 260417 then times out
      Then the caller hears:
        """
        Say sales or press 1. Say delivery or press 2. Say service or press 3. For our opening hours, say opening hours or press 4.
        """
      And the line waits for the caller

  Rule: Service calls back or takes a message

    Scenario: A caller is called back in the morning
      Given a caller on the line
      When the caller says "service" then says "call back"
      Then the caller hears:
        """
        When shall we call you? Say morning or press 1, or say afternoon or press 2.
        """
      When the caller says "morning"
      Then the caller hears:
        """
        Thank you. We will call you tomorrow. Goodbye.
        """

    Scenario: A caller leaves a message for service
      Given a caller on the line
      When the caller presses 3 then presses 1
      Then the caller hears:
        """
        Please speak after the tone, and press the pound key when you are done.
        """
      When the caller records for 20 seconds ending with #
      Then the caller hears:
        """
        Thank you. Goodbye.
        """

    Scenario: A caller who says nothing after the tone is asked once more
      Given a caller on the line
      When the caller presses 3 then presses 1 then times out
      Then the caller hears:
        """
        Please speak after the tone, and press the pound key when you are done.
        """
      And the line waits for the caller

  Rule: Opening hours are one question away

    Scenario: A caller asks for the opening hours
      Given a caller on the line
      When the caller says "opening hours"
      Then the caller hears:
        """
        We are open Monday to Saturday from 9 to 8, and on Sunday from 11 to 6.
        Say sales or press 1. Say delivery or press 2. Say service or press 3. For our opening hours, say opening hours or press 4.
        """
      And the line waits for the caller
