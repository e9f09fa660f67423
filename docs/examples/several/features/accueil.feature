# language: fr
Fonctionnalité: Accueil
  Scénario: Un client entend le menu
    Quand the caller dials
    Alors the line waits for the caller
