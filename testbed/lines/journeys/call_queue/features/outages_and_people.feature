Feature: Outages, the manager and agents
  Customers of Brightside Energy ask when the power will be back, or want the manager; agents serve the queue by phone.
  Each of them presses one key in the main menu.
  The manager hears who calls before taking a call, and may decline.

  Rule: The main menu offers everything

    Scenario: A customer is welcomed and hears the choices
      Given a caller on the line
      Then the caller hears:
        """
        Welcome to Brightside Energy. For support, press 1. For billing, press 2. For outages, press 3. For the manager, press 4. To join a meeting, press 5. Agents press 9.
        """
      And the line waits for the caller

    Scenario: A key that is not offered is answered by the choices
      Given a caller on the line
      When the caller presses 8
      Then the caller hears:
        """
        That is not one of the choices. For support, press 1. For billing, press 2. For outages, press 3. For the manager, press 4. To join a meeting, press 5. Agents press 9.
        """
      And the line waits for the caller

  Rule: The zip code tells about an outage

    Scenario: A customer learns when the power will be back
      Given a caller on the line
      When the caller presses 3
      Then the caller hears:
        """
        Please enter your five digit zip code.
        """
      When the caller presses 60601
      Then the caller hears:
        """
        Power in your area will be back by 6 P.M. For support, press 1. For billing, press 2. For outages, press 3. For the manager, press 4. To join a meeting, press 5. Agents press 9.
        """

    Scenario: The line asks for a moment until the control room knows
      Given a caller on the line
      When the caller presses 3 then presses 30301
      Then the caller hears:
        """
        One moment, please.
        One moment, please.
        One moment, please.
        A crew is on its way to your area. For support, press 1. For billing, press 2. For outages, press 3. For the manager, press 4. To join a meeting, press 5. Agents press 9.
        """
      And the line waits for the caller

    Scenario: A customer hangs up before the control room knows
      Given a caller on the line
      When the caller presses 3 then presses 10001 then listens for 20 seconds then hangs up
      Then the call is over

    Scenario: A zip code that is not served is asked for again
      Given a caller on the line
      When the caller presses 3 then presses 99999
      Then the caller hears:
        """
        We do not serve that zip code. Please enter your five digit zip code.
        """
      And the line waits for the caller

  Rule: The manager decides whether to take a call

    Scenario: A customer whom the manager does not answer is offered a call
      Given a caller on the line
      When the caller presses 4 then gets no answer
      Then the line calls "+1 212 555 0150"
      And the caller hears:
        """
        The manager cannot take your call. To be called back at this number, press 1. To go back in line, press star.
        """
      And the line waits for the caller

    Scenario: The manager is told who calls before taking the call
      Given a caller on the line
      When the caller presses 4 then is put through and talks for 30 seconds
      Then the conversation is:
        """
        Line: Welcome to Brightside Energy. For support, press 1. For billing, press 2. For outages, press 3. For the manager, press 4. To join a meeting, press 5. Agents press 9.
        Caller: presses 4
        Line: We are calling the manager.
        Line: calls +12125550150
        Person called: answers
        Line, to the person called: A caller from the hotline. Press 1 to take the call.
        """

  Rule: Agents serve the queue by phone

    Scenario: An agent talks with one customer after the other
      Given a caller on the line
      When the caller presses 9 then is put through and talks for 120 seconds
      Then the caller hears:
        """
        We are connecting you with the next caller.
        """
      And the line waits for the caller

    Scenario: An agent whom nobody waits for is wished goodbye
      Given a caller on the line
      When the caller presses 9 then gets no answer
      Then the caller hears:
        """
        Nobody is waiting. Thank you for calling Brightside Energy. Goodbye.
        """
      And the call is over

  Rule: A meeting begins when its host arrives

    Scenario: A customer who joins a meeting hears music
      Given a caller on the line
      When the caller presses 5 then listens for 30 seconds
      Then the caller hears, among other things, "[waltz.mp3]"
      And the line waits for the caller
