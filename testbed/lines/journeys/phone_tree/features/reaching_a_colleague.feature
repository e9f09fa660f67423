Feature: Reaching a colleague
  Callers of Harbor Bicycles want to talk with a person: a sales desk, the workshop, somebody they know, the operator.
  They know what they need and not who does it, so the menus name what people do.
  Nobody calls in vain: where there is no answer, the caller may leave a message.

  Rule: The caller is put through to whoever answers first

    Scenario: A caller who wants a new bicycle talks with sales
      When the caller dials then presses 1 then presses 1
      Then the caller hears:
        """
        Please hold while we connect you with new bicycles.
        """
      And the line calls "+1 503 555 0110"
      When the caller is put through and talks for 40 seconds
      Then the caller hears:
        """
        Thank you for calling Harbor Bicycles. Goodbye.
        """
      And the call is over

    Scenario: Business customers have a desk of their own
      When the caller dials then presses 1 then presses 2 then is put through and talks for 90 seconds
      Then the line calls "+1 503 555 0111"
      And the caller hears:
        """
        Thank you for calling Harbor Bicycles. Goodbye.
        """
      And the call is over

    Scenario: Both phones of the workshop ring, and the second one answers
      When the caller dials then presses 2 then presses 2 then is put through to "+1 503 555 0113" and talks for 60 seconds
      Then the conversation is:
        """
        Line: Thank you for calling Harbor Bicycles.
        Line: For sales, press 1. For support, press 2. For our shops and opening hours, press 3. For a person's extension, press 4. For the operator, press 0. To hear this again, press the hash key.
        Caller: presses 2
        Line: For the status of an order, press 1. For the workshop, press 2. For returns, press 3. To go back to the main menu, press the star key.
        Caller: presses 2
        Line: Please hold while we connect you with the workshop.
        Line: calls +15035550112, +15035550113
        Person called: answers
        Twilio: puts the caller through to +15035550113
        Caller: talks for 60 seconds
        Person called: hangs up
        Line: Thank you for calling Harbor Bicycles. Goodbye.
        Line: hangs up
        """
      And the call is over

    Scenario: An extension rings the colleague it belongs to
      When the caller dials then presses 4 then presses 201#
      Then the caller hears:
        """
        Please hold while we connect you with Maria Lopez.
        """
      And the line calls "+1 503 555 0201"
      And the line waits for the caller

    Scenario: A caller who enters an extension that nobody has may try again
      When the caller dials then presses 4 then presses 999#
      Then the caller hears:
        """
        There is no such extension.
        Enter the extension, followed by the hash key. Or press star and hash to go back.
        """
      When the caller presses 202#
      Then the line calls "+1 503 555 0202"

  Rule: Where nobody answers, the caller may leave a message

    Scenario: A caller whom the workshop does not answer leaves a message that is sent
      When the caller dials then presses 2 then presses 2 then gets no answer
      Then the caller hears:
        """
        Nobody is answering. Please leave a message for the workshop after the tone. Press hash when you are done.
        """
      When the caller records for 12 seconds ending with #
      Then the line records the caller
      When the caller presses 1
      Then the caller hears:
        """
        Your message for the workshop has been sent. Goodbye.
        """

    Scenario: A message may be recorded again
      When the caller dials then presses 1 then presses 1 then gets a busy tone then records for 5 seconds then presses 2
      Then the caller hears:
        """
        Please leave a message for new bicycles after the tone. Press hash when you are done.
        """
      And the line waits for the caller

    Scenario: A message that is deleted leads back to the main menu
      When the caller dials then presses 1 then presses 2 then cannot be put through then records for 5 seconds then presses *
      Then the caller hears:
        """
        Your message has been deleted.
        For sales, press 1. For support, press 2. For our shops and opening hours, press 3. For a person's extension, press 4. For the operator, press 0. To hear this again, press the hash key.
        """
      And the line waits for the caller

    Scenario: A caller who says nothing after the tone leaves no message
      When the caller dials then presses 4 then presses 202# then gets no answer then times out
      Then the caller hears:
        """
        We did not hear a message. Goodbye.
        """
      And the call is over

    Scenario: The operator has no voicemail
      When the caller dials then presses 0 then gets a busy tone
      Then the line calls "+1 503 555 0100"
      And the caller hears:
        """
        The line is busy.
        For sales, press 1. For support, press 2. For our shops and opening hours, press 3. For a person's extension, press 4. For the operator, press 0. To hear this again, press the hash key.
        """
      And the line waits for the caller
