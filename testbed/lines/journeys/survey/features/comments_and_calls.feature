Feature: Comments, and calls to guests
  Guests who have answered the questions may say what they think in their own words, and whether the hotel may call.
  They want to be heard, and to be left alone if they say so.
  What they say is recorded; a number is taken down only from those who agree to be called.

  Rule: A guest decides what becomes of a comment

    Scenario: A comment is recorded, and the guest chooses what becomes of it
      Given a caller on the line
      When the caller presses 1 then presses 5 then presses 5 then presses 5 then presses 5
      And the caller records for 9 seconds saying "The lake was cold." ending with 1
      Then the line records the caller
      And the caller hears:
        """
        To keep your comment, press 1. To record it again, press 2. To listen to it, press 3.
        """

    Scenario: A guest who is not content records the comment again
      Given a caller on the line
      When the caller presses 1 then presses 5 then presses 5 then presses 5 then presses 5
      And the caller records for 9 seconds then presses 2
      Then the caller hears:
        """
        Is there anything that you would like to tell us? Speak after the beep, then press any key.
        """
      And the line waits for the caller

    Scenario: Silence keeps the comment, and the survey goes on
      Given a caller on the line
      When the caller presses 1 then presses 5 then presses 5 then presses 5 then presses 5
      And the caller records for 4 seconds then times out
      Then the caller hears:
        """
        May we call you about your answers? Please say yes or no, or press 1 for yes or 2 for no.
        """
      And the line waits for the caller

  Rule: Only guests who say yes are asked for name and number

    Scenario: A guest who says no hears goodbye
      Given a caller on the line
      When the caller presses 1 then presses 5 then presses 5 then presses 5 then presses 5
      And the caller records for 9 seconds then presses 1 then says "no"
      Then the caller hears:
        """
        Thank you for your time. We hope to see you again. Goodbye.
        """
      And the call is over

    Scenario: A guest who mumbles is not called
      Given a caller on the line
      When the caller presses 1 then presses 5 then presses 5 then presses 5 then presses 5
      And the caller records for 9 seconds then presses 1 then mumbles
      Then the caller hears:
        """
        Thank you for your time. We hope to see you again. Goodbye.
        """
      And the call is over

    Scenario: A guest who agrees by voice leaves a name and a number
      Given a caller on the line
      When the caller presses 1 then presses 5 then presses 5 then presses 5 then presses 5
      And the caller records for 9 seconds then presses 1 then says "yes" then records for 2 seconds
      Then the caller hears:
        """
        Please enter your ten digit phone number.
        """
      When the caller presses 4155550123
      Then the caller hears:
        """
        Your number is 4 1 5 5 5 5 0 1 2 3. If that is right, press 1. To enter it again, press 2.
        """

    Scenario: A guest who confirms the number will be called
      Given a caller on the line
      When the caller presses 1 then presses 5 then presses 5 then presses 5 then presses 5
      And the caller records for 9 seconds then presses 1 then presses 1 then records for 2 seconds
      And the caller presses 4155550123 then presses 1
      Then the caller hears:
        """
        We will call you this week.
        Thank you for your time. We hope to see you again. Goodbye.
        """
      And the call is over

    Scenario: A number that is none is asked for again
      Given a caller on the line
      When the caller presses 1 then presses 5 then presses 5 then presses 5 then presses 5
      And the caller records for 9 seconds then presses 1 then presses 1 then records for 2 seconds
      And the caller presses 0000000000
      Then the caller hears:
        """
        That is not a phone number.
        Please enter your ten digit phone number.
        """

    Scenario: The whole survey takes a guest eight answers
      When the caller dials then presses 1 then presses 5 then presses 3 then presses 4 then presses 2
      And the caller records for 9 seconds saying "The lake was cold." then presses 1 then says "no"
      Then the conversation is:
        """
        Line: Thank you for staying at the Lakeside Hotel. Do you have two minutes for a few questions?
        Line: If so, press 1. If not, press 2.
        Caller: presses 1
        Line: Question 1. How clean was your room?
        Line: Press a key from 1, very bad, to 5, very good.
        Caller: presses 5
        Line: Question 2. How friendly were the people at the front desk?
        Line: Press a key from 1, very bad, to 5, very good.
        Caller: presses 3
        Line: Question 3. How good was breakfast?
        Line: Press a key from 1, very bad, to 5, very good.
        Caller: presses 4
        Line: Question 4. How likely are you to come back?
        Line: Press a key from 1, very bad, to 5, very good.
        Caller: presses 2
        Line: Is there anything that you would like to tell us? Speak after the beep, then press any key.
        Line: records the caller
        Caller: records for 9 seconds saying "The lake was cold."
        Line: To keep your comment, press 1. To record it again, press 2. To listen to it, press 3.
        Caller: presses 1
        Line: May we call you about your answers? Please say yes or no, or press 1 for yes or 2 for no.
        Caller: says "no"
        Line: Thank you for your time. We hope to see you again. Goodbye.
        Line: hangs up
        """
      And the call is over
