"""PDF reports. Begin with questionnaire.py or visit.py; document.py holds pages, style.py the look."""
