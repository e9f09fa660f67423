Feature: Answering the questions
  Guests of the Lakeside Hotel are asked how their stay was, in four questions that they answer with keys.
  They have two minutes, and may decline.
  A question is asked until it is answered: what the hotel counts has no gaps.

  Rule: Nobody is asked who does not want to be

    Scenario: A guest is first asked for two minutes
      Given a caller on the line
      Then the caller hears:
        """
        Thank you for staying at the Lakeside Hotel. Do you have two minutes for a few questions?
        If so, press 1. If not, press 2.
        """
      And the line waits for the caller

    Scenario: A guest who declines is thanked
      Given a caller on the line
      When the caller presses 2
      Then the caller hears:
        """
        That is quite all right. Goodbye.
        """
      And the call is over

    Scenario: A guest who says nothing has declined
      Given a caller on the line
      When the caller times out
      Then the caller hears:
        """
        That is quite all right. Goodbye.
        """
      And the call is over

    Scenario: A guest who presses another key is asked again for two minutes
      Given a caller on the line
      When the caller presses 5
      Then the caller hears:
        """
        Thank you for staying at the Lakeside Hotel. Do you have two minutes for a few questions?
        If so, press 1. If not, press 2.
        """
      And the line waits for the caller

  Rule: Each question is rated from 1, very bad, to 5, very good

    Scenario: A guest who takes part hears the first question
      Given a caller on the line
      When the caller presses 1
      Then the caller hears:
        """
        Question 1. How clean was your room?
        Press a key from 1, very bad, to 5, very good.
        """
      And the line waits for the caller

    Scenario: Each rating leads to the next question
      Given a caller on the line
      When the caller presses 1 then presses 5
      Then the caller hears:
        """
        Question 2. How friendly were the people at the front desk?
        Press a key from 1, very bad, to 5, very good.
        """
      When the caller presses 4
      Then the caller hears:
        """
        Question 3. How good was breakfast?
        Press a key from 1, very bad, to 5, very good.
        """

    Scenario: The fourth rating leads to the comment
      Given a caller on the line
      When the caller presses 1 then presses 5 then presses 4 then presses 3
      Then the caller hears:
        """
        Question 4. How likely are you to come back?
        Press a key from 1, very bad, to 5, very good.
        """
      When the caller presses 5
      Then the caller hears:
        """
        Is there anything that you would like to tell us? Speak after the beep, then press any key.
        """

    Scenario: A key that is no rating is refused, and the question asked again
      Given a caller on the line
      When the caller presses 1 then presses 9
      Then the caller hears:
        """
        That was not a key from 1 to 5.
        Question 1. How clean was your room?
        Press a key from 1, very bad, to 5, very good.
        """
      And the line waits for the caller

    Scenario: A question that a guest is silent on is asked again
      Given a caller on the line
      When the caller presses 1 then presses 3 then times out
      Then the caller was given 5 seconds to press a key
      And the caller hears:
        """
        Question 2. How friendly were the people at the front desk?
        Press a key from 1, very bad, to 5, very good.
        """
