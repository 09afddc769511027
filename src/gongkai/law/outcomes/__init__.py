"""From the articles to the rows of the form (《条例》第三十至四十二条): outcomes, and the questions that lead there."""

from gongkai.law.outcomes.load import outcome, outcome_keys, questions_on
from gongkai.law.outcomes.model import Answer, Outcome, Question, Questions
from gongkai.law.outcomes.walk import walk

__all__ = ["Answer", "Outcome", "Question", "Questions", "outcome", "outcome_keys", "questions_on", "walk"]
