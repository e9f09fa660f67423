Feature: Waiting for an agent
  Customers of Brightside Energy wait for an agent who can help them, and hear music until one is free.
  They want to know how many are before them, and not to wait for nothing.
  Whoever does not want to wait any longer is called back.

  Rule: Customers wait in a queue for an agent

    Scenario: A customer who needs support hears the place in line
      Given a caller on the line
      When the caller presses 1
      Then the caller hears:
        """
        Please hold for the next agent.
        You are number 1 in line. To leave the line, press star.
        [guitar.mp3]
        """
      And the caller waits in the queue "support"
      And the line waits for the caller

    Scenario: A customer who stays in line hears the place and the music again
      Given a caller on the line
      When the caller presses 1 then times out
      Then the caller hears:
        """
        You are number 1 in line. To leave the line, press star.
        [guitar.mp3]
        """
      And the caller waits in the queue "support"

    Scenario: An agent takes the call, and the customer is asked how it was
      Given a caller on the line
      When the caller presses 1 then is taken by an agent and talks for 60 seconds
      Then the caller hears:
        """
        We hope that we could help. How did we do? Press a key from 1 to 5, 5 being the best.
        """
      When the caller presses 5
      Then the caller hears:
        """
        Thank you for your rating. Thank you for calling Brightside Energy. Goodbye.
        """
      And the call is over

    Scenario: A rating that is none is asked for again
      Given a caller on the line
      When the caller presses 1 then is taken by an agent and talks for 60 seconds then presses 7
      Then the caller hears:
        """
        Sorry? How did we do? Press a key from 1 to 5, 5 being the best.
        """
      And the line waits for the caller

  Rule: Music plays for as long as nobody is free

    Scenario: An agent in billing takes the call while the music plays
      Given a caller on the line
      When the caller presses 2 then listens for 60 seconds
      Then the caller waits in the queue "billing"
      When the caller is taken by an agent and talks for 60 seconds
      Then the caller hears:
        """
        We hope that we could help. How did we do? Press a key from 1 to 5, 5 being the best.
        """

    Scenario: A customer hangs up while the music plays
      Given a caller on the line
      When the caller presses 2 then listens for 20 seconds then hangs up
      Then the call is over

  Rule: A customer who does not want to wait is called back

    Scenario: A customer leaves the line and accepts a call
      Given a caller on the line
      When the caller presses 1 then presses *
      Then the caller hears:
        """
        To be called back at this number, press 1. To go back in line, press star.
        """
      When the caller presses 1
      Then the caller hears:
        """
        We will call you back within the hour. Thank you for calling Brightside Energy. Goodbye.
        """
      And the call is over

    Scenario: A customer who thinks better of it goes back in line
      Given a caller on the line
      When the caller presses 1 then presses * then presses *
      Then the caller hears:
        """
        Please hold for the next agent.
        You are number 1 in line. To leave the line, press star.
        [guitar.mp3]
        """
      And the caller waits in the queue "support"

    Scenario: Silence when a call is offered ends the call
      Given a caller on the line
      When the caller presses 1 then presses * then times out
      Then the caller hears:
        """
        Thank you for calling Brightside Energy. Goodbye.
        """
      And the call is over
