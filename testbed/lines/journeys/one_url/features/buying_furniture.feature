Feature: Buying furniture
  Callers of Northwind Furniture speak or press keys, as they like, and want to reach somebody who sells sofas or beds.
  Everything that the line says was recorded in a studio.
  After a talk with a desk, the caller is asked how it was.

  Rule: Whatever can be pressed can be said

    Scenario: A caller is welcomed and hears the choices
      Given a caller on the line
      Then the caller hears:
        """
        Welcome to Northwind Furniture.
        Say sales or press 1. Say delivery or press 2. Say service or press 3. For our opening hours, say opening hours or press 4.
        """
      And the line waits for the caller

    Scenario Outline: A caller who <does> hears what is sold
      Given a caller on the line
      When the caller <does>
      Then the caller hears:
        """
        Say sofas or press 1. Say beds or press 2. To go back, say main menu or press star.
        """
      And the line waits for the caller

      Examples:
        | does         |
        | says "sales" |
        | presses 1    |

    Scenario: Words that are no choice are answered by the choices
      Given a caller on the line
      When the caller says "bananas"
      Then the caller hears:
        """
        Sorry, we did not understand that.
        Say sales or press 1. Say delivery or press 2. Say service or press 3. For our opening hours, say opening hours or press 4.
        """
      And the line waits for the caller

    Scenario: A caller goes back from sales by saying so
      Given a caller on the line
      When the caller says "sales" then says "main menu"
      Then the caller hears:
        """
        Say sales or press 1. Say delivery or press 2. Say service or press 3. For our opening hours, say opening hours or press 4.
        """
      And the line waits for the caller

    Scenario Outline: A caller who <does> in the main menu is wished goodbye
      Given a caller on the line
      When the caller <does>
      Then the caller hears:
        """
        Goodbye.
        """
      And the call is over

      Examples:
        | does      |
        | times out |
        | mumbles   |

  Rule: A desk is rung, and the talk is rated

    Scenario: A caller talks with the desk for sofas, and rates the talk
      Given a caller on the line
      When the caller says "sales" then says "sofas" then is put through and talks for 120 seconds
      Then the line calls "+1 612 555 0131"
      And the caller hears:
        """
        How was your call? Press a key from 1 to 5, where 5 is the best.
        """
      When the caller presses 5
      Then the call is over

    Scenario: A rating out of range is asked for again
      Given a caller on the line
      When the caller presses 1 then presses 2 then is put through and talks for 60 seconds then presses 9
      Then the caller hears:
        """
        Sorry, we did not understand that.
        How was your call? Press a key from 1 to 5, where 5 is the best.
        """
      And the line waits for the caller

    Scenario: A caller whom no desk answers leaves a message
      Given a caller on the line
      When the caller says "sales" then says "beds" then gets no answer
      Then the line calls "+1 612 555 0132"
      And the caller hears:
        """
        Please speak after the tone, and press the pound key when you are done.
        """
      And the line records the caller

    Scenario: The conversation reads as it was, whether words were spoken or played
      When the caller dials then says "sales" then says "beds" then gets a busy tone
      And the caller records for 7 seconds saying "Do you have bunk beds?" ending with #
      Then the conversation is:
        """
        Line: Welcome to Northwind Furniture.
        Line: Say sales or press 1. Say delivery or press 2. Say service or press 3. For our opening hours, say opening hours or press 4.
        Caller: says "sales"
        Line: Say sofas or press 1. Say beds or press 2. To go back, say main menu or press star.
        Caller: says "beds"
        Line: One moment, please. We are putting you through.
        Line: calls +16125550132
        Person called: is busy
        Line: Please speak after the tone, and press the pound key when you are done.
        Line: records the caller
        Caller: records for 7 seconds saying "Do you have bunk beds?" ending with #
        Line: Thank you. Goodbye.
        Line: hangs up
        """
      And the call is over
